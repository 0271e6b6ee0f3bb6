import { X } from 'lucide-react'
import { type ReactNode } from 'react'
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components'
import { useTexts } from '../language.tsx'
import { IconButton } from './button.tsx'

/** A task of its own over the page; on a narrow screen it takes the whole of it. `footer` stays in sight however long the task is. */
export function TaskDialog({ title, isOpen, onClose, wide = false, footer, children }: { title: string; isOpen: boolean; onClose: () => void; wide?: boolean; footer?: ReactNode; children: ReactNode }) {
  const { t } = useTexts()
  return (
    <ModalOverlay isOpen={isOpen} onOpenChange={(open) => !open && onClose()} isDismissable className="fixed inset-0 z-30 flex items-stretch justify-center bg-shade mid:items-start mid:p-[6vh]">
      <Modal className={`arriving flex max-h-full w-full bg-raised shadow-float mid:max-h-[88vh] mid:rounded-part ${wide ? 'max-w-[52rem]' : 'max-w-[36rem]'}`}>
        <Dialog className={`flex w-full flex-col overflow-auto px-5 outline-none mid:px-8 ${footer ? '' : 'pb-6'}`}>
          <div className="sticky top-0 z-10 -mx-2 flex rounded-t-part items-center justify-between gap-4 bg-raised py-4 pl-2">
            <Heading slot="title" className="text-head font-semibold tracking-tight">{title}</Heading>
            <IconButton label={t('ui.close')} onPress={onClose}>
              <X size={18} />
            </IconButton>
          </div>
          {children}
          {footer && <div className="sticky bottom-0 z-10 -mx-5 mt-6 rounded-b-part border-t border-line bg-raised px-5 py-3 mid:-mx-8 mid:px-8">{footer}</div>}
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}
