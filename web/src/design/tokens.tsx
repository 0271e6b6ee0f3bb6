import { useTexts } from '../language.tsx'

/** Written out whole, so that the style sheet carries them. */
const GROUNDS = ['bg-ground', 'bg-paper', 'bg-raised', 'bg-sunken'] as const
const WASHES = [['bg-accent', 'text-on-accent'], ['bg-accent-wash', 'text-accent-deep'], ['bg-brick-wash', 'text-brick'], ['bg-ochre-wash', 'text-ochre'], ['bg-ink', 'text-ground']] as const
const WRITING = ['text-ink', 'text-soft', 'text-accent', 'text-brick', 'text-ochre'] as const
const SIZES = ['text-figure', 'text-title', 'text-head', 'text-lead', 'text-base', 'text-fine'] as const
const SPACES = ['w-1', 'w-2', 'w-3', 'w-4', 'w-6', 'w-8', 'w-10', 'w-12', 'w-16'] as const

/** Colours on the grounds they are used on, sizes of text, steps of space, and how things move. */
export function Tokens() {
  const { t } = useTexts()
  return (
    <div className="flex flex-col gap-8">
      <div className="grid grid-cols-1 gap-3 narrow:grid-cols-2 mid:grid-cols-4">
        {GROUNDS.map((ground) => (
          <div key={ground} className={`rounded-part border border-line p-3 ${ground}`}>
            <p className="mb-1 font-mono text-fine">{ground.slice(3)}</p>
            {WRITING.map((colour) => <p key={colour} className={colour}>{colour.slice(5)}</p>)}
          </div>
        ))}
      </div>
      <div className="flex flex-wrap gap-2">
        {WASHES.map(([ground, writing]) => <span key={ground} className={`rounded-part px-3 py-2 ${ground} ${writing}`}>{ground.slice(3)} / {writing.slice(5)}</span>)}
      </div>
      <div>{SIZES.map((size) => <p key={size} className={`${size} ${size === 'text-base' || size === 'text-fine' || size === 'text-lead' ? '' : 'font-semibold tracking-tight'}`}>{t('design.sample')} <span className="font-mono text-fine font-normal text-soft">{size.slice(5)}</span></p>)}</div>
      <div className="flex flex-wrap items-end gap-4">{SPACES.map((width) => <div key={width}><div className={`h-4 bg-accent ${width}`} /><span className="numbers text-fine text-soft">{Number(width.slice(2)) * 4}</span></div>)}</div>
      <dl className="flex flex-wrap gap-x-8 gap-y-2">
        {[['quick', 'duration-(--motion-quick)'], ['calm', 'duration-(--motion-calm)']].map(([name, duration]) => (
          <div key={name} className="group/motion flex items-center gap-3">
            <dt className="font-mono text-fine text-soft">{name}</dt>
            <dd><span className={`block size-5 rounded-full bg-accent transition-transform group-hover/motion:translate-x-3 ${duration}`} /></dd>
          </div>
        ))}
      </dl>
    </div>
  )
}
