import { useTexts } from '../language.tsx'
import { Page, Section } from '../ui/page.tsx'
import { ButtonStates, MenuStates } from './buttons.tsx'
import { FieldStates } from './fields.tsx'
import { MessageStates } from './messages.tsx'
import { ShowStates } from './shown.tsx'
import { Tokens } from './tokens.tsx'

/** Every part of the workspace in every state it can be in: to choose from, and for the tests to look at. */
export function DesignPage() {
  const { t } = useTexts()
  return (
    <Page title={t('design.title')} lead={t('design.lead')}>
      <Section title={t('design.tokens')}><Tokens /></Section>
      <Section title={t('design.buttons')} lead={t('design.buttons-lead')}><ButtonStates /></Section>
      <Section title={t('design.menus')}><MenuStates /></Section>
      <Section title={t('design.fields')}><FieldStates /></Section>
      <Section title={t('design.messages')} lead={t('design.messages-lead')}><MessageStates /></Section>
      <Section title={t('design.shown')}><ShowStates /></Section>
    </Page>
  )
}
