import { useTexts } from '../language.tsx'
import { Section } from '../ui/page.tsx'
import { ButtonStates, MenuStates } from './buttons.tsx'
import { FieldStates } from './fields.tsx'
import { MessageStates } from './messages.tsx'
import { ShowStates } from './shown.tsx'

/** All that is not a token: it uses nearly everything there is, so it comes after the page stands. */
export function Parts() {
  const { t } = useTexts()
  return (
    <>
      <Section title={t('design.buttons')} lead={t('design.buttons-lead')}><ButtonStates /></Section>
      <Section title={t('design.menus')}><MenuStates /></Section>
      <Section title={t('design.fields')}><FieldStates /></Section>
      <Section title={t('design.messages')} lead={t('design.messages-lead')}><MessageStates /></Section>
      <Section title={t('design.shown')}><ShowStates /></Section>
    </>
  )
}
