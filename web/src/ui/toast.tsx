import { X } from 'lucide-react'
import { useEffect } from 'react'
import { UNSTABLE_Toast as Toast, UNSTABLE_ToastContent as ToastContent, UNSTABLE_ToastQueue as ToastQueue, UNSTABLE_ToastRegion as ToastRegion, Button as AriaButton } from 'react-aria-components'
import { useTexts } from '../language.tsx'
import { KeyHint } from './key-hint.tsx'

interface Message {
  text: string
  action?: { label: string; run: () => void }
  /** The action takes back what the message says; Ctrl Z does the same. */
  isUndo?: boolean
}

const SHOWN_FOR_MS = 8_000
/** Long enough to see a slip, short enough to be forgotten. It stands still while one points at the message or is in it. */
const HELD_FOR_MS = 6_000
const queue = new ToastQueue<Message>({ maxVisibleToasts: 3 })

/** Says what has been done, for a moment, with a way on, or the way to undo it, when there is one. */
export function announce(message: Message) {
  queue.add(message, { timeout: SHOWN_FOR_MS })
}

/**
 * Says what is about to be done and does it when the message goes: what cannot be undone afterwards can be called off
 * until then. Leaving the page does it at once. `act` hears of that, so that what it sends outlives the page.
 */
export function announceBefore({ text, undo, act, calledOff }: { text: string; undo: string; act: () => void; calledOff: () => void }) {
  let open = true
  const once = (what: () => void) => () => {
    if (!open) return
    open = false
    removeEventListener('pagehide', now)
    what()
  }
  const now = once(act)
  addEventListener('pagehide', now)
  // After the queue has put its own list in order: what is done may add a message.
  queue.add({ text, isUndo: true, action: { label: undo, run: once(calledOff) } }, { timeout: HELD_FOR_MS, onClose: () => queueMicrotask(now) })
}

export function Toasts() {
  const { t } = useTexts()
  useEffect(() => {
    document.addEventListener('keydown', undoByKey)
    return () => document.removeEventListener('keydown', undoByKey)
  }, [])
  return (
    <ToastRegion queue={queue} aria-label={t('ui.messages')} className="fixed right-4 bottom-20 left-4 z-40 flex flex-col items-center gap-2 outline-none mid:bottom-6 mid:left-auto mid:items-end">
      {({ toast }) => (
        <Toast toast={toast} data-toast="" className="arriving flex items-center gap-3 rounded-part bg-ink py-1.5 pr-1.5 pl-4 text-ground shadow-float">
          <ToastContent>{toast.content.text}</ToastContent>
          {toast.content.action && (
            <AriaButton
              className="flex min-h-9 items-center gap-2 rounded-small px-2.5 font-medium underline underline-offset-3"
              onPress={() => {
                toast.content.action?.run()
                queue.close(toast.key)
              }}
            >
              {toast.content.action.label}
            </AriaButton>
          )}
          {toast.content.isUndo && <span aria-hidden className="max-mid:hidden"><KeyHint keys="Ctrl Z" /></span>}
          <AriaButton slot="close" aria-label={t('ui.close')} className="flex size-9 items-center justify-center rounded-small">
            <X size={16} />
          </AriaButton>
        </Toast>
      )}
    </ToastRegion>
  )
}

/** Takes back the latest that can be; in a field the key belongs to what is typed. */
function undoByKey(event: KeyboardEvent) {
  if (event.key.toLowerCase() !== 'z' || !(event.ctrlKey || event.metaKey) || event.shiftKey) return
  if (event.target instanceof HTMLElement && /^(input|textarea)$/i.test(event.target.tagName)) return
  const last = queue.visibleToasts.find(({ content }) => content.isUndo)
  if (!last) return
  event.preventDefault()
  last.content.action?.run()
  queue.close(last.key)
}
