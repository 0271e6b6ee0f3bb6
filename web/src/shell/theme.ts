export const THEMES = ['auto', 'light', 'dark'] as const
export type Theme = (typeof THEMES)[number]

const REMEMBERED = 'tillit.theme'

export function rememberedTheme(): Theme {
  return THEMES.find((theme) => theme === localStorage.getItem(REMEMBERED)) ?? 'auto'
}

/** `auto` follows the device. */
export function chooseTheme(theme: Theme) {
  localStorage.setItem(REMEMBERED, theme)
  showRememberedTheme()
}

export function showRememberedTheme() {
  const theme = rememberedTheme()
  if (theme === 'auto') delete document.documentElement.dataset['theme']
  else document.documentElement.dataset['theme'] = theme
}
