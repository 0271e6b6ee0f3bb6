import { useMemo } from 'react'
import { useTexts } from '../language.tsx'

/** `1 350,00 kr` from the API's `1350.00`. */
export function useMoney(): (amount: string, currency: string) => string {
  const { locale } = useTexts()
  return useMemo(() => (amount: string, currency: string) => new Intl.NumberFormat(locale, { style: 'currency', currency }).format(amount as Intl.StringNumericLiteral), [locale])
}
