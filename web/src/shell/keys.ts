import { useEffect, useRef, useState } from 'react'
import { useNavigate } from 'react-router'
import { SEARCH_MARK } from '../ui/search-box.tsx'
import { ROOMS } from './rooms.ts'

const REMEMBERED = 'tillit.single-keys'
/** How long `g` waits for its letter. */
const LETTER_WITHIN_MS = 1_500

interface KeyActions {
  openPalette: () => void
  openSheet: () => void
}

/** Keys that work everywhere. Those of a single character can be switched off (WCAG 2.2, 2.1.4). */
export function useKeys({ openPalette, openSheet }: KeyActions) {
  const navigate = useNavigate()
  const waitingSince = useRef(0)
  const [singleKeys, setSingleKeys] = useState(() => localStorage.getItem(REMEMBERED) !== 'off')

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') return act(event, openPalette)
      if (!singleKeys || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target) || isDialogOpen()) return
      const room = event.timeStamp - waitingSince.current < LETTER_WITHIN_MS ? ROOMS.find(({ letter }) => letter === event.key) : undefined
      waitingSince.current = event.key === 'g' ? event.timeStamp : -LETTER_WITHIN_MS
      if (room) act(event, () => navigate(room.link))
      else if (event.key === '/') act(event, () => focusSearch() || openPalette())
      else if (event.key === '?') act(event, openSheet)
      else if (event.key === 'j' || event.key === 'k') act(event, () => moveInRows(event.key === 'j' ? 'ArrowDown' : 'ArrowUp'))
    }
    // First in line, so that a table does not take a letter for the start of a name.
    document.addEventListener('keydown', onKey, true)
    return () => document.removeEventListener('keydown', onKey, true)
  }, [singleKeys, navigate, openPalette, openSheet])

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
  return target instanceof HTMLElement && (target.isContentEditable || /^(input|textarea|select)$/i.test(target.tagName))
}

function isDialogOpen() {
  return document.querySelector('[role=dialog],[role=alertdialog],[role=menu],[role=listbox]') !== null
}

function focusSearch() {
  const box = document.querySelector<HTMLInputElement>(`[${SEARCH_MARK}]`)
  box?.focus()
  box?.select()
  return box !== null
}

function moveInRows(arrow: 'ArrowDown' | 'ArrowUp') {
  const rows = document.querySelector<HTMLElement>('main [role=grid]')
  if (!rows) return
  if (rows.contains(document.activeElement)) document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key: arrow, bubbles: true, cancelable: true }))
  else rows.querySelector<HTMLElement>('tbody [role=row]')?.focus()
}
