import { runTillit } from './run-tillit.mjs'

await runTillit(['start', ...process.argv.slice(2)])
