import { type LucideIcon } from 'lucide-react'
import { type ReactElement } from 'react'
import { Header, Menu, MenuItem, MenuSection, MenuTrigger, Popover, Text } from 'react-aria-components'
import { KeyHint } from './key-hint.tsx'

export interface MenuEntry {
  key: string
  label: string
  /** The language of the label, where it is not that of the page. */
  lang?: string
  icon?: LucideIcon
  keys?: string | undefined
  href?: string
  run?: () => void
  /** Why it can't be chosen now. It stays reachable and says so. */
  disabledReason?: string | undefined
  danger?: boolean
}

export interface MenuPart {
  key: string
  /** The heading, or with `quiet` only the name for who cannot see. */
  label: string
  quiet?: boolean
  entries: readonly MenuEntry[]
  /** One of them is chosen. */
  chosen?: string
  onChoose?: (key: string) => void
}

/** A list of things to do, or to choose among, that opens from a button. */
export function MenuOf({ label, parts, children, placement = 'bottom end', opensAtOnce = false }: { label: string; parts: readonly MenuPart[]; children: ReactElement; placement?: 'bottom end' | 'bottom start' | 'top start'; opensAtOnce?: boolean }) {
  return (
    <MenuTrigger defaultOpen={opensAtOnce}>
      {children}
      <Popover placement={placement} className="arriving min-w-60 overflow-auto rounded-part border border-line bg-raised p-1.5 shadow-float">
        <Menu className="outline-none" aria-label={label}>
          {parts.map((part) => <Part key={part.key} part={part} />)}
        </Menu>
      </Popover>
    </MenuTrigger>
  )
}

function Part({ part: { label, quiet = false, entries, chosen, onChoose } }: { part: MenuPart }) {
  return (
    <MenuSection
      className="mb-1 border-b border-line pb-1 last:mb-0 last:border-b-0 last:pb-0"
      {...(quiet && { 'aria-label': label })}
      {...(chosen !== undefined && { selectionMode: 'single', disallowEmptySelection: true, selectedKeys: [chosen], onSelectionChange: (keys) => onChoose?.(String([...keys][0] ?? chosen)) })}
    >
      {!quiet && <Header className="px-2.5 pt-1.5 pb-0.5 text-fine text-soft">{label}</Header>}
      {entries.map((entry) => <Entry key={entry.key} entry={entry} isChoice={chosen !== undefined} />)}
    </MenuSection>
  )
}

function Entry({ entry: { key, label, lang, icon: Icon, keys, href, run, disabledReason, danger = false }, isChoice }: { entry: MenuEntry; isChoice: boolean }) {
  const acts = disabledReason === undefined
  return (
    <MenuItem
      id={key}
      textValue={label}
      className={`group flex min-h-11 cursor-default items-center gap-2.5 rounded-small px-2.5 outline-none data-[focused]:bg-accent-wash mid:min-h-8 ${danger && acts ? 'text-brick' : ''}`}
      {...(acts && href !== undefined && { href })}
      {...(acts && run && { onAction: run })}
    >
      {isChoice && <span aria-hidden className="size-2 rounded-full group-data-[selected]:bg-accent" />}
      {Icon && <Icon aria-hidden size={16} className={danger && acts ? '' : 'text-soft'} />}
      <span className="min-w-0 flex-1">
        {/* With a slot the name is the label alone: then nothing else may stand in the line. */}
        {acts ? <span {...(lang && { lang })}>{label}</span> : <Text slot="label" className="text-soft">{label}</Text>}
        {disabledReason && <Text slot="description" className="block max-w-60 text-fine text-soft">{disabledReason}</Text>}
      </span>
      {keys && acts && <KeyHint keys={keys} />}
    </MenuItem>
  )
}
