// oxlint-disable jsx-a11y/prefer-tag-over-role -- no element is a group of a menu
import { ArrowRight, UserRound, type LucideIcon } from 'lucide-react'
import { memo, useEffect, useRef, type MouseEvent } from 'react'
import { KeyHint } from '../ui/key-hint.tsx'
import type { Command } from './commands.ts'
import type { RecentPerson } from './recent-people.ts'

/** Something else that was found, and where it is. */
export interface Place {
  key: string
  label: string
  about: string
  icon: LucideIcon
  link: string
}

export type Line = { kind: 'command'; key: string; command: Command } | { kind: 'person'; key: string; person: RecentPerson } | { kind: 'place'; key: string; place: Place }

export interface PalettePart {
  key: string
  title: string
  /** The title is only for who cannot see. */
  isQuiet: boolean
  lines: readonly Line[]
}

const LINE = 'flex min-h-11 cursor-default scroll-my-16 items-center gap-3 rounded-small px-3 py-1 mid:min-h-9'

/**
 * The lines of the palette: a menu walked from a field that keeps the focus. Plain elements, each drawn again only when
 * it changes: a letter must not cost more than that.
 */
export function PaletteLines({ id, label, parts, marked, onMark, onAct }: {
  id: string
  label: string
  parts: readonly PalettePart[]
  /** The key of the line that Enter takes. */
  marked: string | null
  onMark: (key: string) => void
  onAct: (line: Line) => void
}) {
  const byPointer = useRef(false)
  useEffect(() => {
    // What the pointer marks is in sight already.
    if (marked !== null && !byPointer.current) document.getElementById(lineId(id, marked))?.scrollIntoView({ block: 'nearest' })
    byPointer.current = false
  }, [id, marked])

  const lineAt = ({ target }: MouseEvent) => {
    const key = target instanceof Element ? target.closest('[role=menuitem]')?.getAttribute('data-key') : null
    return parts.flatMap(({ lines }) => lines).find((line) => line.key === key)
  }
  const onPoint = (event: MouseEvent) => {
    const line = lineAt(event)
    if (!line || line.key === marked) return
    byPointer.current = true
    onMark(line.key)
  }
  const onPress = (event: MouseEvent) => {
    const line = lineAt(event)
    if (line) onAct(line)
  }
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus -- the field above keeps the focus and takes the keys
    <div role="menu" id={id} aria-label={label} onMouseMove={onPoint} onClick={onPress} className="min-h-40 p-2">
      {parts.map((part) => (
        <div key={part.key} role="group" aria-label={part.title}>
          {!part.isQuiet && <p aria-hidden className="px-3 pt-2 pb-1 text-fine text-soft">{part.title}</p>}
          {part.lines.map((line) => {
            const common = { id: lineId(id, line.key), isMarked: line.key === marked }
            if (line.kind === 'command') return <CommandLine key={line.key} command={line.command} {...common} />
            if (line.kind === 'person') return <FoundLine key={line.key} dataKey={line.key} icon={UserRound} label={line.person.name} about={line.person.city ?? ''} {...common} />
            return <FoundLine key={line.key} dataKey={line.key} icon={line.place.icon} label={line.place.label} about={line.place.about} {...common} />
          })}
        </div>
      ))}
    </div>
  )
}

export const lineId = (list: string, key: string) => `${list}-${key}`

const lookOf = (isMarked: boolean) => `${LINE} ${isMarked ? 'bg-accent-wash' : ''}`

const CommandLine = memo(function CommandLine({ id, isMarked, command: { key, label, about, icon: Icon, keys, disabledReason } }: { id: string; isMarked: boolean; command: Command }) {
  const isWithheld = disabledReason !== undefined
  return (
    <div role="menuitem" tabIndex={-1} id={id} data-key={key} className={lookOf(isMarked)} {...(isWithheld && { 'aria-labelledby': `${id}-label`, 'aria-describedby': `${id}-why` })}>
      <Icon aria-hidden size={16} className="shrink-0 text-soft" />
      <span className="min-w-0 flex-1">
        <span id={`${id}-label`} className={isWithheld ? 'text-soft' : ''}>{label}</span>
        {about && !isWithheld && <span className="text-soft"> {about}</span>}
        {isWithheld && <span id={`${id}-why`} className="block text-fine text-soft">{disabledReason}</span>}
      </span>
      {keys && !isWithheld && <span className="max-mid:hidden"><KeyHint keys={keys} /></span>}
    </div>
  )
})

const FoundLine = memo(function FoundLine({ id, dataKey, isMarked, icon: Icon, label, about }: { id: string; dataKey: string; isMarked: boolean; icon: LucideIcon; label: string; about: string }) {
  return (
    <div role="menuitem" tabIndex={-1} id={id} data-key={dataKey} className={lookOf(isMarked)}>
      <Icon aria-hidden size={16} className="shrink-0 text-soft" />
      <span className="min-w-0 flex-1 truncate">{label} <span className="text-soft">{about}</span></span>
      <ArrowRight aria-hidden size={14} className={`text-soft ${isMarked ? '' : 'opacity-0'}`} />
    </div>
  )
})
