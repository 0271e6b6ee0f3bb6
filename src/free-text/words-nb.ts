// long: one list of words.
import type { WordList } from './words-in-text.ts'

/** Norwegian Bokmål. What an ordinary word may mean too is unmade by what stands around it. */
export const WORDS_NB: WordList = {
  health: `
    sykmeld* ! skjema*
    syk/sykt/syke ? er var ble ligger hjemme lenge kronisk alvorlig ! kampanje* pris* bra billig* tilbud* rabatt*
    sykdom*
    langtidssyk*
    uføre* ! forsikring*
    ufør
    arbeidsavklaring*
    diabet*
    hjerteinfarkt*
    hjertefeil*
    hjertesyk*
    hjerteproblem*
    *infarkt
    hørselshem*
    døv/døve ? er hun han kunden nesten født ble
    synshem*
    svaksynt*
    blind/blinde ? er hun han kunden nesten født ble helt ! gardin*
    *kreft/*kreften ! *foreningen
    kreftsyk*
    svulst*
    cellegift*
    strålebehandling*
    gravid/gravide ! klær bukse*
    spontanabort*
    abort*
    adhd*
    autis*
    asperger*
    dysleksi*
    dyslektik*
    utbrent/utbrente
    utmattet ? er
    utmattelse*
    isjias*
    kink ? ryggen
    vondt ? ryggen
    prolaps*
    nakkesleng*
    deprimert*
    depresjon*
    angst*
    panikkanfall*
    bipolar*
    schizofren*
    psykose*
    psykisk/psykiske lidelse*/syk/problemer/plager/helse
    psykiatri*
    psykolog* ? går til hos
    selvmord*
    allergi/allergien/allergisk ? er har mot lateks nøtt* pollen pels* nikkel alvorlig ! skjema* fakturaer mandag*
    overfølsom*
    astma*
    hjerneslag*
    slag ? fikk etter hatt ! alle
    hjerneblødning*
    rullestol* ! rampe* parkering*
    rullator* ! bestil* kjøp*
    antidepressiv*
    medisin/medisiner/medisinen ? tar går sin hennes hans sterke mot
    medisiner* ? går på
    insulin*
    demens*
    dement/demente
    alzheimer*
    parkinson*
    epilep*
    migrene*
    alkoholi*
    alkoholproblem*
    rusmisbruk*
    rusproblem*
    narkoman*
    ms-diagnose*
    ms-syk*
    diagnose* ! feil* motor* bil*
    hiv*
    hepatitt*
    revmati*
    leddgikt*
    fibromyalgi*
    kols
    dialyse*
    nyresvikt*
    crohn*
    cøliaki*
    anoreksi*
    bulimi*
    spiseforstyrr*
    handikap* ! parkering* toalett*
    funksjonsnedset*
    funksjonshem*
    lam/lammet ? er beina armen
    amputer*
    innlagt ? sykehus* psyk* avdeling* er ble
    operert*
    nyoperert*
    operasjon/operasjonen ? etter hennes hans kne* hofte* hjerte*
    brakk ? beinet armen hoften foten
    hjernerystelse*
    smertestillende*
    feber ? har ligger høy`,
  belief: `
    muslim*
    islam* ? konvert* er til tro
    konvertert/konverterte til islam/kristendommen/jødedommen/katolisismen
    troende
    dypt religiøs/religiøse
    religiøs* ? er hun han kunden grunner
    religiøse grunner
    jehovas vitne*
    jøde/jøder/jødisk/jødiske ! musikk*
    kristen/kristne ? er hun han familien dypt
    frikirke*
    pinsemenighet*
    pinsevenn*
    baptist*
    katolikk*
    katolsk/katolske ? er hun han familien
    ortodoks* ? er hun han
    protestant*
    ateist*
    agnostiker*
    hindu*
    buddhist*
    sikh*
    mormon*
    scientolog*
    moske/moskeen ? går ber besøk* hver
    synagoge* ? går hver
    norske kirke ? aktiv medlem utmeldt meldt går tilhører engasjert
    kirken ? aktiv hver søndag* går engasjert
    menigheten ? aktiv går
    læstadian*
    human-etisk ? medlem
    frelst/frelste
    satanist*
    halal* ? spiser bare
    kosher* ? spiser bare
    ramadan* ? faster feirer
    hijab ? bruker bærer har`,
  union: `
    fagorganisert*
    fagforening* ? medlem* aktiv* med kontingent* betaler styret innmeldt
    fagforeningskontingent*
    fagforeningsmedlem*
    tillitsvalgt*
    fagforbundet ? medlem* aktiv* med i
    fellesforbundet
    verneombud*
    medlem/medlemmer i/av fagforbundet/nnn/ntl/lo/parat/negotia/tekna/nito/utdanningsforbundet/sykepleierforbundet/handel/delta/ys/unio
    inn/innmeldt/med i ntl/lo/fagforbundet/parat/nito/tekna/negotia/delta/nnn
    streik*
    uorganisert* ? er`,
  politics: `
    frp ? stemm* stemte medlem velger aktiv
    frp-velger*
    stemmer/stemte/stemt frp/høyre/venstre/rødt/sv/ap/sp/krf/mdg/arbeiderpartiet/senterpartiet/fremskrittspartiet
    stemmer/stemte/stemt på frp/høyre/venstre/rødt/sv/ap/sp/krf/mdg/arbeiderpartiet/senterpartiet/fremskrittspartiet
    høyre-velger*
    *-velger
    høyre ? medlem velger stemm* kommunestyre* aktiv politi* ! side* dør* luke*
    venstre ? medlem velger stemm* kommunestyre* aktiv politi* ! side* dør* luke*
    rødt ? aktiv medlem bydel* kommunestyre* velger ! stoff* sofa* pute* stol* farge*
    arbeiderpartiet
    fremskrittspartiet
    senterpartiet
    sosialistisk venstreparti
    kristelig folkeparti
    miljøpartiet
    sosialdemokrat*
    sosialist/sosialister
    partimedlem*
    politiker ? er hun han
    politisk aktiv/engasjert
    kommunist*
    nazist*
    fascist*
    høyreekstrem*
    venstreekstrem*
    kommunestyret ? sitter for
    stortingsrepresentant*`,
  ethnicity: `
    rom/romer ? er hun han de kunden familien ! lite stort stue* flaske* pakken
    romani*
    sigøyner*
    kurder/kurdere/kurdisk/kurdiske
    same/samer ? er hun han de kunden
    samisk/samiske ? bakgrunn opprinnelse familie er
    somalisk*/somalier* ? bakgrunn opprinnelse er familie
    opprinnelse ? *isk av
    etnisk*
    etnisitet*
    bakgrunn ? kurdisk irakisk syrisk tyrkisk iransk afghansk utenlandsk arabisk pakistansk
    utenlandsk bakgrunn/opprinnelse
    innvandrer*
    nyankommen ? flyktning*
    flyktning*
    asylsøker*
    papirløs* ! faktura* kontor*
    araber/arabere
    mørkhudet*
    farget/fargede ? er mann kvinne
    svart/svarte ? mann kvinne hudfarge
    hudfarge*
    kven/kvener
    neger*
    afrikaner/afrikanere
    afghaner*
    albaner*
    pakistaner*
    bosnier*`,
  'sexual-life': `
    homofil*
    homoseksuell*
    homo ? er han
    bifil*
    biseksuell*
    heterofil*
    aseksuell*
    seksuell/seksuelle/seksuelt ? legning* liv* problem* trakasser*
    legning ? seksuell* hennes hans
    lesbisk*
    lesbe*
    skeiv/skeive ! hylle* luke* dør* stol* bord* henger
    gay ? er han hun
    utro/utroskap*
    elskerinne*
    elsker ? har hennes
    transperson*
    transseksuell*
    transkjønn*
    kjønnsbekreft*
    kjønnsskift*
    kjønnskorriger*
    kjønnsidentitet*
    sexliv*
    seksualliv*
    sexlivet
    prostituer*
    sexkjøp*
    impoten*
    potensproblem*`,
  criminal: `
    dømt/dømte for/til ! mislyk*
    dømt ? for tingrett* bedrageri* tyveri* vold ! mislyk*
    fengsel/fengselet
    fengselsstraff*
    fengslet/varetektsfengslet
    varetekt*
    arrestert*
    pågrepet*
    innsatt ? er fengsel
    mistenkt* ? for tyveri bedrageri* vold ! virus svindel-* 
    siktet ? for er ble
    tiltalt ? for er ble
    strafferegister*
    straffedømt*
    straffet/straffede ? tidligere er
    vandel ? plettet
    politianmeldt/anmeldt ? for er ble hun han kunden ! tyveri* sykkel*
    kriminell*
    kriminalomsorg*
    fotlenke*
    prøveløslat*
    løslat*
    sonet/soner/soning* 
    forbryter*
    mishandlet/mishandler
    voldtekt*
    voldsdømt*
    pedofil*
    ranet ? har bank* butikk*
    narkotikadom*/narkolanger*
    nasket/nasker/naskeri*
    bedrager*
    svindler*
    tyv ? er hun han
    gjengkriminell*
    underslag* ? har for
    promillekjør*
    besøksforbud*`,
  insult: `
    idiot/idioten/idioter/idiotisk/idiotiske
    jævla
    jævel/jævelen/jævler
    *jævel
    kjerring* ! tips
    *kjerring/*kjerringa
    drittsekk*
    drittkjerring*
    drittunge*
    hore/hora
    fitte*
    ludder
    hespetre*
    rasshøl*
    svin ? er et
    gris ? gammel feit er
    as ? er et
    psykopat*
    tulling*
    dust/dusten/duster/dustete
    dumskalle*
    dum/dumme ? brød så kunden hun han ! spørsmål
    teit/teite ? kunden hun han
    tilbakestående*
    evneveik*
    sutrekopp*
    sutrete ? kunden hun han
    klagekjerring*
    surpomp*
    gammel sur/gris
    tjukkas*
    feita*
    mongo*
    retard*
    gærning*
    idiotkund*
    håpløs ? kund* menneske person
    løgner/løgneren
    snylter*
    tosk/tosken
    tomsing*
    drøy ? kjerring*
    null ? er et`,
}
