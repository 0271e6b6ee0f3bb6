import { Search, X } from 'lucide-react'
import { Button, Input, SearchField } from 'react-aria-components'
import { useTexts } from '../language.tsx'

/** Where `/` puts the cursor: the first search box of the page. */
export const SEARCH_MARK = 'data-search-box'

export function SearchBox({ label, value, onChange, className = '' }: { label: string; value: string; onChange: (text: string) => void; className?: string }) {
  const { t } = useTexts()
  return (
    <SearchField aria-label={label} value={value} onChange={onChange} className={`group relative ${className}`}>
      <Search aria-hidden size={16} className="pointer-events-none absolute top-1/2 left-3 -translate-y-1/2 text-soft" />
      <Input
        {...{ [SEARCH_MARK]: '' }}
        placeholder={label}
        className="min-h-11 w-full rounded-part border border-edge bg-raised pr-9 pl-9 placeholder:text-soft data-[focused]:outline-2 data-[focused]:outline-accent mid:min-h-9 [&::-webkit-search-cancel-button]:hidden"
      />
      <Button aria-label={t('ui.clear')} className="absolute top-1/2 right-1.5 flex size-7 -translate-y-1/2 items-center justify-center rounded-small text-soft group-data-[empty]:hidden data-[hovered]:text-ink">
        <X size={16} />
      </Button>
    </SearchField>
  )
}
