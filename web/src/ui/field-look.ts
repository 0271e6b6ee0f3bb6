// What boxes to fill in have in common.

export const LABEL = 'mb-1 block font-medium'
export const HINT = 'mt-1 block text-fine text-soft'
export const BOX =
  'w-full rounded-part border border-edge bg-raised px-3 text-ink placeholder:text-soft data-[disabled]:opacity-50 data-[invalid]:border-brick data-[focused]:outline-2 data-[focused]:outline-offset-0 data-[focused]:outline-accent'
export const HEIGHT = 'min-h-11 mid:min-h-9'
