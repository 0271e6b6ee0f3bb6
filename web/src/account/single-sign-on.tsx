import { useMutation, useQuery } from '@tanstack/react-query'
import type { OwnIdentities, SentAway, SingleSignOn as Offer } from '@api/oidc-resource.ts'
import { LogIn } from 'lucide-react'
import { get, post, remove } from '../api.ts'
import { useTexts } from '../language.tsx'
import { queries } from '../queries.ts'
import { Button } from '../ui/button.tsx'
import { Problem } from '../ui/notice.tsx'
import { Section } from '../ui/page.tsx'
import { PlainRow, PlainTable } from '../ui/plain-table.tsx'
import { announce } from '../ui/toast.tsx'

const IDENTITIES = ['account', 'identities']

/** Leaves for the provider; the server says where to, and knows why when the browser comes back. */
function useLeaveFor(path: string) {
  return useMutation({ mutationFn: () => post<SentAway>(path), onSuccess: ({ location }) => globalThis.location.assign(location) })
}

const useOffer = () => useQuery({ queryKey: ['single-sign-on'], queryFn: () => get<Offer>('/single-sign-on'), staleTime: Infinity })

const useOwnIdentities = () => useQuery({ queryKey: IDENTITIES, queryFn: () => get<OwnIdentities>('/single-sign-on/connections') })

/** True when there is a provider where this colleague is known; undefined while that is not known. */
export function useIsKnownElsewhere(): boolean | undefined {
  const { data } = useOwnIdentities()
  return data && data.provider !== null && data.identities.length > 0
}

/** On the page where colleagues sign in; nothing where there is no provider. */
export function SignOnElsewhere() {
  const { t } = useTexts()
  const provider = useOffer().data?.provider
  const go = useLeaveFor('/single-sign-on/sign-ins')
  if (!provider) return null
  return (
    <section className="flex flex-col gap-3" aria-label={t('single-sign-on.title')}>
      <Button onPress={() => go.mutate()} isPending={go.isPending || go.isSuccess}><LogIn aria-hidden size={16} />{t('single-sign-on.sign-in', { provider: provider.name })}</Button>
      {go.error && <Problem error={go.error} />}
    </section>
  )
}

/** Where a factor is asked for again: whoever signs in elsewhere shows it there. What was begun is begun anew afterwards. */
export function ProveElsewhere() {
  const { t } = useTexts()
  const own = useOwnIdentities()
  const go = useLeaveFor('/single-sign-on/proofs')
  if (!own.data?.provider || own.data.identities.length === 0) return null
  return (
    <div className="flex flex-col gap-3">
      <div><Button onPress={() => go.mutate()} isPending={go.isPending || go.isSuccess}><LogIn aria-hidden size={16} />{t('single-sign-on.prove', { provider: own.data.provider.name })}</Button></div>
      <p className="text-fine text-soft">{t('single-sign-on.prove-what')}</p>
      {go.error && <Problem error={go.error} />}
    </div>
  )
}

/** On one's own account: the identities one can sign in with, and a new one. */
export function SingleSignOn() {
  const { t, day } = useTexts()
  const own = useOwnIdentities()
  const connect = useLeaveFor('/single-sign-on/connections')
  const end = useMutation({
    mutationFn: (id: string) => remove(`/single-sign-on/connections/${id}`),
    onSuccess: async () => {
      await Promise.all([queries.invalidateQueries({ queryKey: ['account'] }), queries.invalidateQueries({ queryKey: ['session'] })])
      announce({ text: t('single-sign-on.ended') })
    },
  })
  if (!own.data || (!own.data.provider && own.data.identities.length === 0)) return null
  const { provider, identities } = own.data
  const problem = connect.error ?? end.error
  return (
    <Section
      title={t('single-sign-on.title')}
      lead={t('single-sign-on.lead')}
      actions={provider && <Button onPress={() => connect.mutate()} isPending={connect.isPending || connect.isSuccess}>{t('single-sign-on.connect', { provider: provider.name })}</Button>}
    >
      {problem && <div className="mb-4"><Problem error={problem} /></div>}
      {identities.length > 0 && (
        <PlainTable stacks label={t('single-sign-on.title')} head={[t('single-sign-on.where'), t('single-sign-on.connected'), t('single-sign-on.used'), t('single-sign-on.end')]}>
          {identities.map((one) => (
            <PlainRow
              key={one.id}
              cells={[
                <span key="where" className="font-semibold">{new URL(one.issuer).hostname}</span>,
                <span key="connected" className="whitespace-nowrap text-soft">{day(one.connectedAt)}</span>,
                <span key="used" className="whitespace-nowrap text-soft">{one.lastUsedAt === null ? t('single-sign-on.never') : day(one.lastUsedAt)}</span>,
                <Button key="end" kind="plain" aria-label={t('single-sign-on.end-named', { where: new URL(one.issuer).hostname })} onPress={() => end.mutate(one.id)}>{t('single-sign-on.end')}</Button>,
              ]}
            />
          ))}
        </PlainTable>
      )}
    </Section>
  )
}
