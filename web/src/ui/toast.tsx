import { X } from 'lucide-react'
import { UNSTABLE_Toast as Toast, UNSTABLE_ToastContent as ToastContent, UNSTABLE_ToastQueue as ToastQueue, UNSTABLE_ToastRegion as ToastRegion, Button as AriaButton } from 'react-aria-components'
import { useTexts } from '../language.tsx'

interface Message {
  text: string
  action?: { label: string; run: () => void }
}

const SHOWN_FOR_MS = 8_000
const queue = new ToastQueue<Message>({ maxVisibleToasts: 3 })

/** Says what has been done, for a moment, with the way to undo it when there is one. */
export function announce(message: Message) {
  queue.add(message, { timeout: SHOWN_FOR_MS })
}

export function Toasts() {
  const { t } = useTexts()
  return (
    <ToastRegion queue={queue} aria-label={t('ui.messages')} className="fixed right-4 bottom-20 left-4 z-40 flex flex-col items-center gap-2 outline-none mid:bottom-6 mid:left-auto mid:items-end">
      {({ toast }) => (
        <Toast toast={toast} className="arriving flex items-center gap-3 rounded-part bg-ink py-1.5 pr-1.5 pl-4 text-ground shadow-float">
          <ToastContent>{toast.content.text}</ToastContent>
          {toast.content.action && (
            <AriaButton
              className="min-h-9 rounded-small px-2.5 font-medium underline underline-offset-3"
              onPress={() => {
                toast.content.action?.run()
                queue.close(toast.key)
              }}
            >
              {toast.content.action.label}
            </AriaButton>
          )}
          <AriaButton slot="close" aria-label={t('ui.close')} className="flex size-9 items-center justify-center rounded-small">
            <X size={16} />
          </AriaButton>
        </Toast>
      )}
    </ToastRegion>
  )
}
