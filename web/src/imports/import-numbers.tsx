import type { Import } from '@api/imports-resource.ts'
import { useTexts } from '../language.tsx'
import { Figure, Figures } from '../ui/figure.tsx'
import { RuleNumber } from '../ui/tag.tsx'

/** What an import does, or has done, in numbers. */
export function ImportNumbers({ one }: { one: Import }) {
  const { t, number } = useTexts()
  const { counts } = one
  return (
    <Figures>
      <Figure label={t('outcome.new')} value={number(counts.new)} tone="good" />
      <Figure label={t('outcome.changed')} value={number(counts.changed)} />
      <Figure label={t('outcome.unchanged')} value={number(counts.unchanged)} />
      <Figure label={t('outcome.held-back')} value={number(counts.heldBack)} tone={counts.heldBack ? 'bad' : 'plain'} />
      <Figure label={t('outcome.held-values')} value={number(counts.heldValues)} tone={counts.heldValues ? 'wait' : 'plain'} />
      <Figure label={t('outcome.dropped-columns')} value={number(counts.droppedColumns)} />
      <Figure label={t('outcome.duplicates')} value={number(counts.duplicates)} tone={counts.duplicates ? 'wait' : 'plain'} />
    </Figures>
  )
}

/** What is wrong with the file as a whole, or with a column of it, by rule. */
export function ImportProblems({ one }: { one: Import }) {
  const { number } = useTexts()
  if (one.problems.length === 0) return null
  return (
    <ul className="border-t border-line">
      {one.problems.map((problem, index) => (
        <li key={index} className="flex items-baseline gap-4 border-b border-line py-1.5">
          <span className="numbers w-10 shrink-0 text-right font-semibold">{problem.count !== undefined && number(problem.count)}</span>
          <span className="min-w-0 flex-1 text-soft">
            {problem.column && <span className="text-ink">{problem.column}: </span>}
            {problem.sentence}
          </span>
          {problem.rule && <RuleNumber rule={problem.rule} />}
        </li>
      ))}
    </ul>
  )
}
