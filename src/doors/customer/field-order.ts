/** The order in which a person reads about themselves; what is not named here comes after, by key. */
const ORDER: readonly string[] = [
  'given_name', 'family_name', 'full_name', 'company_name', 'title', 'birth_date', 'gender', 'email', 'phone', 'postal_address', 'street', 'postal_code',
  'city', 'region', 'language', 'delivery', 'customer_number', 'interests', 'preferred_products', 'loyalty_level', 'last_purchase_at',
]

export function inFieldOrder<Item>(items: readonly Item[], keyOf: (item: Item) => string): Item[] {
  const place = (item: Item) => (ORDER.includes(keyOf(item)) ? ORDER.indexOf(keyOf(item)) : ORDER.length)
  return items.toSorted((a, b) => place(a) - place(b) || (keyOf(a) < keyOf(b) ? -1 : 1))
}
