import { useTexts } from '../language.tsx'
import { BOX, HEIGHT, LABEL } from './field-look.ts'

/** One file of the reader's. Its words are ours: a browser's own speak the browser's language, not the one chosen here. */
export function FileBox({ label, accept, file, onChange }: { label: string; accept: string; file: File | null; onChange: (file: File | null) => void }) {
  const { t } = useTexts()
  return (
    <label className="block">
      <span className={LABEL}>{label}</span>
      <span className={`${BOX} ${HEIGHT} flex cursor-pointer items-center gap-3 focus-within:outline-2 focus-within:outline-accent hover:bg-sunken`}>
        <input type="file" accept={accept} onChange={(event) => onChange(event.target.files?.[0] ?? null)} className="sr-only" />
        <span className="shrink-0 font-medium text-accent">{t('ui.file-choose')}</span>
        <span className="truncate text-soft">{file?.name ?? t('ui.file-none')}</span>
      </span>
    </label>
  )
}
