import { FileUp } from 'lucide-react'
import { DropZone, FileTrigger, isFileDropItem, type DropZoneProps } from 'react-aria-components'
import { Button } from './button.tsx'

/** A place to drop files on, with the button that chooses them by hand. */
export function DropBox({ title, what, choose, accept, several = false, low = false, isPending = false, disabledReason, onFiles }: {
  title: string
  what: string
  /** What the button says. */
  choose: string
  accept: readonly string[]
  several?: boolean
  /** Where more stands under it. */
  low?: boolean
  isPending?: boolean
  disabledReason?: string | undefined
  onFiles: (files: readonly File[]) => void
}) {
  const take = (files: readonly File[]) => {
    if (files.length > 0 && disabledReason === undefined) onFiles(several ? files : files.slice(0, 1))
  }
  const drop = async (event: Parameters<NonNullable<DropZoneProps['onDrop']>>[0]) => take(await Promise.all(event.items.filter(isFileDropItem).map((item) => item.getFile())))
  return (
    <DropZone onDrop={(event) => void drop(event)} className={`flex ${low ? 'min-h-36 py-6' : 'min-h-64 py-10'} flex-col items-center justify-center gap-3 rounded-part border border-dashed border-edge bg-paper px-6 text-center data-[drop-target]:border-2 data-[drop-target]:border-accent data-[drop-target]:bg-accent-wash`}>
      {!low && <FileUp aria-hidden size={28} strokeWidth={1.5} className="text-soft" />}
      <p className="text-lead font-medium">{title}</p>
      <p className="max-w-[30rem] text-soft">{what}</p>
      <FileTrigger acceptedFileTypes={accept} allowsMultiple={several} onSelect={(files) => take([...(files ?? [])])}>
        <Button kind={low ? 'quiet' : 'primary'} isPending={isPending} disabledReason={disabledReason}>{choose}</Button>
      </FileTrigger>
    </DropZone>
  )
}
