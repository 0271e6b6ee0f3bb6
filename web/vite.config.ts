import optimizeLocales from '@react-aria/optimize-locales-plugin'
import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
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
