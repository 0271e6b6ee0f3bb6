import optimizeLocales from '@react-aria/optimize-locales-plugin'
import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { join } from 'node:path'
import { defineConfig } from 'vite'

/** The server fills this placeholder in for each answer, so that the content security policy can name one nonce. */
const NONCE_PLACEHOLDER = '__CSP_NONCE__'

export default defineConfig({
  root: import.meta.dirname,
  base: '/',
  plugins: [
    react(),
    tailwindcss(),
    { ...optimizeLocales.vite({ locales: ['sv-SE', 'nb-NO', 'en-GB', 'en-US'] }), enforce: 'pre' },
  ],
  // The same reading of a slip and of free text here as in the server: nothing but geometry, pixels and words.
  resolve: { alias: { '@slips': join(import.meta.dirname, '../src/slips'), '@free-text': join(import.meta.dirname, '../src/free-text'), '@values': join(import.meta.dirname, '../src/values') } },
  html: { cspNonce: NONCE_PLACEHOLDER },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2024',
    cssTarget: 'chrome123',
    // Everything is a file of its own: no data: addresses in the content security policy.
    assetsInlineLimit: 0,
  },
})
