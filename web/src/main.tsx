import './tokens.css'
import './ui/trusted-types.ts'
import { QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { RouterProvider } from 'react-router/dom'
import { readAnswersIn } from './api.ts'
import { firstTexts, LanguageProvider } from './language.tsx'
import { queries } from './queries.ts'
import { router } from './routes.tsx'
import { showRememberedTheme } from './shell/theme.ts'

showRememberedTheme()
const texts = await firstTexts()
readAnswersIn(texts.language)

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <QueryClientProvider client={queries}>
      <LanguageProvider first={texts} onChange={askAgain}>
        <RouterProvider router={router} />
      </LanguageProvider>
    </QueryClientProvider>
  </StrictMode>,
)

/** Sentences come from the server in the reader's language, so a switch asks for them again. */
function askAgain() {
  void queries.invalidateQueries()
}
