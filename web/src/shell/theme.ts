import { useSyncExternalStore } from 'react'

export const THEMES = ['auto', 'light', 'dark'] as const
export type Theme = (typeof THEMES)[number]

const REMEMBERED = 'tillit.theme'

function rememberedTheme(): Theme {
  return THEMES.find((theme) => theme === localStorage.getItem(REMEMBERED)) ?? 'auto'
}

/** `auto` follows the device. */
export function chooseTheme(theme: Theme) {
  localStorage.setItem(REMEMBERED, theme)
  showRememberedTheme()
  for (const watcher of watchers) watcher()
}

const watchers = new Set<() => void>()

/** The theme chosen now, wherever it was chosen. */
export function useTheme(): Theme {
  return useSyncExternalStore(watch, rememberedTheme)
}

function watch(watcher: () => void) {
  watchers.add(watcher)
  return () => void watchers.delete(watcher)
}

export function showRememberedTheme() {
  const theme = rememberedTheme()
  if (theme === 'auto') delete document.documentElement.dataset['theme']
  else document.documentElement.dataset['theme'] = theme
}
