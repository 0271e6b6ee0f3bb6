import { runTillit } from './run-tillit.mjs'

await runTillit(process.argv.slice(2))
