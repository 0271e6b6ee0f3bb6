import { useMemo } from 'react'
import { useTexts } from '../language.tsx'

/** `1 350,00 kr` from the API's `1350.00`; `rough` leaves out decimals that say nothing. */
export function useMoney(rough = false): (amount: string, currency: string) => string {
  const { locale } = useTexts()
  return useMemo(() => (amount: string, currency: string) => new Intl.NumberFormat(locale, { style: 'currency', currency, ...(rough && { trailingZeroDisplay: 'stripIfInteger' as const }) }).format(amount as Intl.StringNumericLiteral), [locale, rough])
}
