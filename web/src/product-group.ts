/** The key of a product group as it was typed: `Garden tools` and `garden-tools` are one. */
export function productGroup(typed: string): string {
  return typed.trim().toLowerCase().replaceAll(/\s+/g, '-')
}
