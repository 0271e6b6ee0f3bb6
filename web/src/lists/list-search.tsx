import { useEffect, useState } from 'react'
import { SearchBox } from '../ui/search-box.tsx'
import { useSettled } from '../ui/use-settled.ts'

/** Where one looks for words in a list. It keeps what is being typed to itself, so that the list is not drawn again for each letter, and tells it once it has settled. */
export function ListSearch({ label, search, onChange }: { label: string; search: string; onChange: (search: string) => void }) {
  const [text, setText] = useState(search)
  const settled = useSettled(text.trim())
  useEffect(() => {
    if (settled !== search) onChange(settled)
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- what was typed goes out once, when it has settled
  }, [settled])
  return <SearchBox label={label} value={text} onChange={setText} className="w-full narrow:w-80" />
}
