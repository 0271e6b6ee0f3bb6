import { NO_COUNTS, type Import as Found, type Reason } from '../../imports/import.ts'
import { targetOf } from '../../imports/recognise-columns.ts'
import type { ShownImport } from '../../imports/show-import.ts'
import type { ShownColumn } from '../../imports/table-walks.ts'
import type { PublishedCatalogue } from '../../purposes/catalogue.sql.ts'
import { t, type Language } from '../../values/text.ts'
import { actorInWords, type ActorNames } from './actor-in-words.ts'
import { columnTargets } from './column-targets.ts'
import type { Import, ImportColumn, ImportSummary, UploadedImport } from './imports-resource.ts'

/** What was found in a file, and what is proposed. */
export function uploadAnswer(language: Language, { found, ...shown }: ShownImport, catalogue: PublishedCatalogue): UploadedImport {
  return {
    id: found.importId, fileName: found.fileName, rows: found.rowsTotal ?? 0,
    encoding: shown.form?.encoding ?? null, delimiter: shown.form?.delimiter ?? null,
    columns: shown.columns.map((column) => columnAnswer(language, column)),
    targets: columnTargets(language, catalogue),
    warning: shown.headerLooksLikeData ? t(language, 'imports.header-looks-like-data') : null,
    program: shown.program === null ? null : t(language, `imports.program.${shown.program}`),
    savedMapping: shown.savedMapping && { name: shown.savedMapping.name, mapping: shown.savedMapping.mapping },
  }
}

export function importSummary(language: Language, found: Found, names: ActorNames): ImportSummary {
  return {
    id: found.importId, fileName: found.fileName, state: found.state,
    progress: { done: found.rowsDone, total: found.rowsTotal },
    // Empty until the first row has been read.
    counts: { ...NO_COUNTS, ...found.counts },
    createdAt: found.createdAt.toISOString(),
    createdBy: actorInWords(language, 'staff', found.createdBy, names),
    startedAt: found.startedAt?.toISOString() ?? null,
    finishedAt: found.finishedAt?.toISOString() ?? null,
  }
}

export function importAnswer(language: Language, { found, ...shown }: ShownImport, catalogue: PublishedCatalogue, names: ActorNames): Import {
  return {
    ...importSummary(language, found, names),
    settings: found.settings,
    mapping: found.mapping,
    columns: shown.columns.map((column) => columnAnswer(language, column)),
    targets: columnTargets(language, catalogue),
    warning: shown.headerLooksLikeData ? t(language, 'imports.header-looks-like-data') : null,
    program: shown.program === null ? null : t(language, `imports.program.${shown.program}`),
    problems: [...shown.dropped, ...shown.heldBack].map((reason) => problemAnswer(language, reason)),
    failure: found.failure === null ? null : t(language, found.failure),
  }
}

/** A reason in words. */
export function reasonInWords(language: Language, { text, parameters }: Pick<Reason, 'text' | 'parameters'>): string {
  return t(language, text, parameters)
}

function problemAnswer(language: Language, reason: Reason & { count?: number }): Import['problems'][number] {
  const { column, field, rule, count } = reason
  return {
    sentence: reasonInWords(language, reason),
    ...(column === null ? {} : { column }), ...(field === null ? {} : { field }), ...(rule === null ? {} : { rule }), ...(count === undefined ? {} : { count }),
  }
}

function columnAnswer(language: Language, { name, sample, proposal }: ShownColumn): ImportColumn {
  if (!proposal) return { name, sample, proposal: null }
  const { reason, confidence, fitting = 0, filled } = proposal
  return { name, sample, proposal: { field: targetOf(proposal), reason: t(language, `imports.recognised.${reason}`, { fitting, filled }), confidence } }
}
