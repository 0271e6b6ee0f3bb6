import { useEffect, useRef, useState } from 'react'
import { useNavigate } from 'react-router'
import { SEARCH_MARK } from '../ui/search-box.tsx'
import { ACTION_IDS, actionOf } from './actions.ts'
import { boundAction } from './bound-actions.ts'
import { useWhyNot } from './may.ts'
import { ROOMS } from './rooms.ts'

const REMEMBERED = 'tillit.single-keys'
/** How long `g` waits for its letter. */
const LETTER_WITHIN_MS = 1_500

/** Keys of lists, which are no actions of ours: the row that has the focus moves or is marked. */
const ROW_KEYS: Readonly<Record<string, string>> = { j: 'ArrowDown', k: 'ArrowUp', x: ' ' }

/** Keys that work everywhere. Those of a single character can be switched off (WCAG 2.2, 2.1.4). */
export function useKeys(openPalette: () => void) {
  const navigate = useNavigate()
  const whyNot = useWhyNot()
  const waitingSince = useRef(-LETTER_WITHIN_MS)
  const [singleKeys, setSingleKeys] = useState(() => localStorage.getItem(REMEMBERED) !== 'off')

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') return act(event, openPalette)
      if (!singleKeys || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target) || isDialogOpen()) return
      const room = event.timeStamp - waitingSince.current < LETTER_WITHIN_MS ? ROOMS.find(({ letter }) => letter === event.key) : undefined
      waitingSince.current = event.key === 'g' ? event.timeStamp : -LETTER_WITHIN_MS
      const row = ROW_KEYS[event.key]
      const action = ACTION_IDS.find((id) => actionOf(id).key === event.key && boundAction(id))
      if (room) act(event, () => navigate(room.link))
      else if (event.key === '/') act(event, () => focusSearch() || openPalette())
      else if (row !== undefined) act(event, () => pressInRows(row))
      else if (action && whyNot(actionOf(action).needs) === undefined && boundAction(action)?.disabledReason === undefined) act(event, () => boundAction(action)?.run())
    }
    // First in line, so that a table does not take a letter for the start of a name.
    document.addEventListener('keydown', onKey, true)
    return () => document.removeEventListener('keydown', onKey, true)
  }, [singleKeys, navigate, openPalette, whyNot])

  return {
    singleKeys,
    setSingleKeys(on: boolean) {
      localStorage.setItem(REMEMBERED, on ? 'on' : 'off')
      setSingleKeys(on)
    },
  }
}

function act(event: KeyboardEvent, action: () => unknown) {
  event.preventDefault()
  event.stopPropagation()
  action()
}

function isTyping(target: EventTarget | null) {
  return target instanceof HTMLElement && (target.isContentEditable || /^(input|textarea|select)$/i.test(target.tagName) || target.role === 'spinbutton')
}

function isDialogOpen() {
  return document.querySelector('[role=dialog],[role=alertdialog]:not([data-toast]),[role=menu],[role=listbox]') !== null
}

function focusSearch() {
  const box = document.querySelector<HTMLInputElement>(`[${SEARCH_MARK}]`)
  box?.focus()
  box?.select()
  return box !== null
}

function pressInRows(key: string) {
  const rows = document.querySelector<HTMLElement>('main [role=grid]')
  if (!rows) return
  if (rows.contains(document.activeElement)) document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))
  else rows.querySelector<HTMLElement>('[role=row][data-key]')?.focus()
}
