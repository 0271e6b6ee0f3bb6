// long: one list of words.
import type { WordList } from './words-in-text.ts'

/** English. What an ordinary word may mean too is unmade by what stands around it. */
export const WORDS_EN: WordList = {
  health: `
    sick leave
    off sick
    sick ? is was has been seriously very off with ! tired campaign* deal* of
    signed off ? sick stress work doctor
    ill ? is was seriously very mentally terminally
    illness*
    disease*
    disabled/disability/disabilities ! toilet* parking button*
    diabet*
    heart attack/failure/disease/condition/problems/surgery
    cardiac
    hard of hearing
    hearing impaired/impairment/loss
    hearing aid/aids
    deaf ? is she he the customer almost
    blind ? is she he customer almost legally nearly going ! kitchen window width wide
    visually impaired
    partially sighted
    cancer ! foundation research charity
    tumour/tumor/tumours
    chemo*
    radiotherapy
    pregnant/pregnancy ! wear
    miscarriage*
    abortion*
    adhd*
    autis*
    asperger*
    dyslexi*
    burnt/burned out ? has been is she he customer
    burnout
    sciatica
    slipped disc
    back pain
    bad back
    arthritis
    whiplash
    depress* ? she he suffers with has is from since clinically customer ! button market area
    anxiety
    panic attack/attacks
    bipolar
    schizophren*
    psychosis/psychotic
    mental health/illness/breakdown
    mentally ill
    psychiatr*
    therapist ? her his sees
    suicid*
    allergic ? is to latex nuts severely badly she he ! forms mondays paper
    allergy/allergies ? has severe nut latex pollen she he
    asthma*
    stroke ? had suffered after since last ! luck pen brush key
    brain haemorrhage
    wheelchair* ! ramp access
    walking frame
    antidepressant*
    medication*
    painkiller*
    insulin*
    dementia
    alzheimer*
    parkinson*
    epilep*
    migraine*
    alcoholic ! drink* beverage* cider
    alcoholism
    drinking problem
    drug addict/addiction/abuse
    addicted ? drugs alcohol gambling
    rehab*
    diagnosed/diagnosis ? with ms she he was her his
    multiple sclerosis
    hiv*
    hepatitis
    fibromyalgia
    copd
    dialysis
    kidney failure/disease
    crohn*
    coeliac
    anorexi*
    bulimi*
    eating disorder
    paralysed/paralyzed
    amputat*
    hospitalised/hospitalized
    in hospital
    operated ? for on heart knee hip cancer
    surgery ? after her his had hip knee
    broke ? leg arm hip foot ankle
    concussion
    fever ? has high had ! friday black
    menopaus*
    long covid`,
  belief: `
    muslim*
    islam* ? convert* to faith is
    converted to islam/christianity/judaism/catholicism
    religious ? is she he deeply very reasons family
    devout*
    jehovah's/jehovahs/jehovah witness/witnesses
    jewish/jew/jews ! music
    born-again
    christian ? is she he born devout a family ! books
    evangelical*
    pentecostal*
    baptist*
    catholic/catholics ? is she he a family practising
    protestant/protestants
    mosque ? goes every prays attends
    synagogue ? goes every attends
    church ? goes every attends active member sunday* ! street road
    atheist*
    agnostic/agnostics
    hindu*
    buddhist/buddhists
    sikh/sikhs
    mormon*
    scientolog*
    quaker*
    satanist*
    halal/kosher ? eats only
    ramadan ? fasting fasts observes
    hijab ? wears`,
  union: `
    union member*/rep/reps/representative*/dues/steward*/organiser*/official*/activist*
    trade/labour/labor union/unions ? belongs member* active in joined
    trade unionist*
    unionised/unionized
    shop steward*
    in the/her/his union ? has been active is she he ! european customs
    joined/in unite/unison/gmb
    joined the union
    unite/unison/gmb ? joined member* in
    on strike`,
  politics: `
    votes/voted labour/tory/conservative/green/liberal/reform/republican/democrat/ukip/snp/lib
    votes/voted for labour/reform/ukip/snp/biden/trump
    tory/tories ? is she he
    green party
    labour party
    conservative party
    liberal democrat*
    lib dem*
    reform uk
    labour ? votes voted councillor* member*
    social democrat*
    sweden democrat*
    party member*
    party activist*
    politically active
    politician ? is she he
    councillor ? is she he labour tory
    socialist/socialists
    communist*
    fascist*
    nazi/nazis
    far-right/far-left
    republican ? is she he
    brexiteer*`,
  ethnicity: `
    roma ? is she he are customer family
    gypsy/gypsies
    romani
    kurd/kurds/kurdish
    sami ? is she he are
    origin ? of somali* syrian iraqi african turkish kurdish
    background ? kurdish iraqi syrian turkish iranian afghan foreign arab* ethnic african asian
    somali/somalis ? is origin background family
    ethnic
    ethnicity
    immigrant*
    refugee*
    asylum seeker*
    arab/arabs
    dark-skinned
    brown-skinned
    skin colour/color
    black ? man woman guy lady is ! friday sofa chair
    coloured ? man woman
    foreigner*
    negro*
    african/africans ? is an she he are
    pakistani ? is she he
    albanian/albanians ? is are`,
  'sexual-life': `
    homosexual*
    bisexual*
    heterosexual*
    asexual*
    lesbian*
    gay ? is he she told openly
    queer ? is he she identifies
    transgender*
    transsexual*
    trans ? is woman man person
    gender reassignment/identity/transition/dysphoria
    sex life
    sex change
    sexual ? orientation life preference problems
    sexuality
    extramarital
    affair ? had having has wife husband
    cheating/cheats/cheated on ? wife husband her his
    unfaithful
    mistress ? his has
    prostitut*
    impoten*
    erectile
    lgbt* ? is`,
  criminal: `
    convicted
    conviction/convictions ? has criminal previous spent
    prison/jail ! dvd seasons break
    imprisoned/jailed
    suspected ? of theft fraud
    accused ? of theft fraud
    charged ? with court theft fraud assault ! battery card
    criminal record
    criminal/criminals ? is son she he known the a ! good
    arrested
    prison sentence/sentences
    ex-convict*
    ex-con
    ex-offender*
    offender*
    convict
    reported ? police ! theft stolen
    ankle monitor/tag/bracelet
    on parole/probation/bail/remand
    in custody
    fraudster*
    con artist
    thief ? is she he
    shoplift*
    burglar ? is
    rapist*
    paedophile*
    drug dealer*
    embezzl*
    drink-driving
    restraining order
    community service ? sentenced doing
    assaulted ? has he
    gang member*`,
  insult: `
    idiot/idiots/idiotic
    moron*
    imbecile*
    bloody ? cow woman man fool idiot
    bitch/bitches/bitchy
    bastard*
    arsehole*/asshole*
    cunt*
    wanker*
    prick ? is a
    dickhead*
    twat*
    whore*
    slut*
    cow ? bloody stupid old silly
    pig ? is a fat
    thick ? brick is plank as
    stupid ? is she he so customer woman man cow ! question
    dumb ? is she he as customer
    whinger*/whiner*
    retard*
    cretin*
    lunatic*
    nutter*
    nutcase*
    psycho
    loser ? is a
    old hag/bat/cow/git/bastard
    hag
    fatso
    jerk ? is a
    scum*
    liar ? is a
    pain in the arse/ass/neck
    halfwit*
    dimwit*
    brain-dead
    crazy ? cow woman lady old
    drama queen
    fuck*
    shithead*`,
}
