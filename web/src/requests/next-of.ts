import type { RightsRequestAnswer } from '@api/requests-resource.ts'

type Next = RightsRequestAnswer['next'][number]

/** What the server says of a step: its name, and why it cannot be taken now. Undefined where it does not belong to this kind of request. */
export function nextOf({ next }: Pick<RightsRequestAnswer, 'next'>, step: Next['step']): Next | undefined {
  return next.find((one) => one.step === step)
}
