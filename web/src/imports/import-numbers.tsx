import type { Import } from '@api/imports-resource.ts'
import { useTexts } from '../language.tsx'
import { Notice } from '../ui/notice.tsx'
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
    <ul className="flex flex-col gap-2">
      {one.problems.map((problem, index) => (
        <li key={index}>
          <Notice tone="wait">
            {problem.column && <span className="font-medium">{problem.column}: </span>}
            {problem.sentence} {problem.count !== undefined && <span className="numbers">({number(problem.count)})</span>} {problem.rule && <RuleNumber rule={problem.rule} />}
          </Notice>
        </li>
      ))}
    </ul>
  )
}
