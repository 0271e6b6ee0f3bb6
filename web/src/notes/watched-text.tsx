import { useEffect, useRef, type ReactNode } from 'react'
import { Label, Text, TextArea, TextField } from 'react-aria-components'
import { TEXT_RULES, type MarkedText } from '@free-text/text-kind.ts'
import { useTexts } from '../language.tsx'
import { Button } from '../ui/button.tsx'
import { BOX, HINT, LABEL } from '../ui/field-look.ts'
import { TextBox } from '../ui/field.tsx'
import { RuleNumber } from '../ui/tag.tsx'
import { announce } from '../ui/toast.tsx'
import { withoutMark, type Watch } from './use-watch.ts'

const REASON_LENGTH = 500
/** The box and what is drawn over it break their lines at the same places. */
const SAME = 'py-2 leading-normal whitespace-pre-wrap break-words [scrollbar-gutter:stable]'

/** A field made for what does not belong in free text. */
export interface Offer { kind: MarkedText['kind'], label: string }

/**
 * A box for free text that is watched (rule H5): what does not belong there is underlined, and stands below with its rule
 * and what can be done. `onOffer` puts the words of a place in the field made for them.
 */
export function WatchedText({ label, hint, value, onChange, rows = 3, maxLength, watch, reason, onReason, offers = [], onOffer, entered = false }: {
  label: string
  hint?: ReactNode
  value: string
  onChange: (text: string) => void
  rows?: number
  maxLength: number
  watch: Watch
  reason: string
  onReason: (reason: string) => void
  offers?: readonly Offer[]
  onOffer?: (mark: MarkedText, words: string) => void
  /** Somebody opened it to write: they begin there. */
  entered?: boolean
}) {
  const { t } = useTexts()
  const box = useRef<HTMLTextAreaElement>(null)
  const over = useRef<HTMLDivElement>(null)
  const { marks, needsReason } = watch
  useEffect(() => {
    if (entered) box.current?.focus()
  }, [entered])
  const show = ({ start, end }: MarkedText) => {
    box.current?.focus()
    box.current?.setSelectionRange(start, end)
  }
  const takeOut = (mark: MarkedText) => {
    const [before, words] = [value, value.slice(mark.start, mark.end)]
    onChange(withoutMark(value, mark))
    box.current?.focus()
    announce({ text: t('watch.taken-out', { words }), action: { label: t('ui.undo'), run: () => onChange(before) } })
  }
  return (
    <div className="flex flex-col gap-3">
      <TextField value={value} onChange={onChange} maxLength={maxLength}>
        <Label className={LABEL}>{label}</Label>
        <div className="relative">
          <TextArea ref={box} rows={rows} className={`${BOX} ${SAME} block resize-y`} onScroll={() => over.current?.scrollTo(0, box.current?.scrollTop ?? 0)} />
          <div ref={over} aria-hidden className={`${SAME} pointer-events-none absolute inset-0 overflow-hidden border border-transparent px-3 text-transparent`}>{underlined(value, marks)}{'\n'}</div>
        </div>
        {hint && <Text slot="description" className={HINT}>{hint}</Text>}
      </TextField>
      <output aria-live="polite" className={marks.length === 0 ? 'sr-only' : 'block text-fine text-soft'}>{marks.length > 0 && t('watch.count', { count: marks.length })}</output>
      {marks.length > 0 && (
        <ul aria-label={t('watch.found')} className="-mt-2 border-y border-line">
          {marks.map((mark) => {
            const words = value.slice(mark.start, mark.end)
            const offer = onOffer && offers.find(({ kind }) => kind === mark.kind)
            return (
              <li key={`${mark.start} ${mark.kind}`} className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-line py-2 last:border-b-0">
                <p className="min-w-0 flex-1 basis-64">
                  <button type="button" onClick={() => show(mark)} className="min-h-6 max-w-full font-medium break-words underline decoration-dotted underline-offset-3" aria-label={t('watch.show', { words })}>{words}</button>{' '}
                  <RuleNumber rule={TEXT_RULES[mark.kind].rule} /> <span className="text-soft">{t(`watch-kind.${mark.kind}`)}</span>
                </p>
                <span className="flex flex-wrap gap-1">
                  {offer && <Button kind="plain" onPress={() => onOffer(mark, words)}>{t('watch.to-field', { field: offer.label })}</Button>}
                  <Button kind="plain" aria-label={t('watch.take-out-what', { words })} onPress={() => takeOut(mark)}>{t('watch.take-out')}</Button>
                </span>
              </li>
            )
          })}
        </ul>
      )}
      {needsReason && <TextBox label={t('watch.reason')} hint={t('watch.reason-hint')} value={reason} onChange={onReason} maxLength={REASON_LENGTH} />}
    </div>
  )
}

/** The text with its places underlined: what needs a reason in waves, the rest in dots. */
function underlined(text: string, marks: readonly MarkedText[]): ReactNode[] {
  const parts: ReactNode[] = []
  let read = 0
  for (const { start, end, kind } of marks) {
    const look = TEXT_RULES[kind].refused ? 'decoration-brick decoration-wavy' : 'decoration-ochre decoration-dotted'
    parts.push(text.slice(read, start), <span key={start} className={`underline decoration-2 underline-offset-3 ${look}`}>{text.slice(start, end)}</span>)
    read = end
  }
  return [...parts, text.slice(read)]
}
