// long: one list of words.
import type { WordList } from './words-in-text.ts'

/** Swedish. What an ordinary word may mean too is unmade by what stands around it. */
export const WORDS_SV: WordList = {
  health: `
    sjukskriv* ! mall* blankett*
    sjuk/sjukt/sjuka ? är var blev ligger hemma länge kroniskt svårt allvarligt ! kampanj* pris* bra billig* erbjudande* rabatt* deal
    sjukdom*
    långtidssjuk*
    sjukpension*
    förtidspension*
    sjukersättning*
    diabet*
    sockersjuk*
    hjärtinfarkt*
    hjärtfel*
    hjärtsjuk*
    hjärtproblem*
    *infarkt
    hörselskad*
    hörselnedsatt*
    döv/döva ? är hon han kunden nästan född blev
    synskad*
    synnedsatt*
    blind/blinda ? är hon han kunden nästan född blev helt ! gardin* larm*
    *cancer/*cancern ! *fonden fond*
    cancersjuk*
    tumör*
    cytostatika*
    cellgift*
    strålbehandling* 
    gravid/gravida ! kläder byxor
    missfall*
    förlossning*
    adhd*
    autis*
    asperger*
    dyslexi*
    dyslektik*
    utbränd/utbränt/utbrända
    utmattning*
    utmattad ? är sjukskriven
    ryggskott*
    ryggont
    diskbråck*
    whiplash*
    deprim*
    depression*
    ångest*
    panikattack*
    bipolär*
    schizofren*
    psykos*
    psykisk/psykiskt ohälsa/sjuk/sjuka
    psykiatri*
    psykolog* ? går till hos hennes hans
    självmord*
    suicid*
    allergi/allergin/allergisk/allergiskt ? är har mot svår svårt latex nöt* pollen päls* nickel ! formulär* fakturor måndag*
    överkänslig*
    astma*
    stroke/stroken
    hjärnblödning*
    rullstol* ! ramp* parkering*
    rullator* ! beställ* köp*
    antidepressiv*
    medicin/mediciner/medicinen ? tar äter sin hennes hans starka mot
    medicinering*
    insulin*
    demens*
    dement/dementa
    alzheimer*
    parkinson*
    epilep*
    migrän*
    alkoholis*
    alkoholproblem*
    missbruk*
    narkoman*
    beroendevård*
    ms-diagnos*
    ms-sjuk*
    diagnos* ! fel* motor* bil*
    hiv*
    hepatit*
    reumati*
    fibromyalgi*
    kol ? har lungsjukdom
    dialys*
    njursvikt*
    crohn*
    celiaki*
    glutenintoleran*
    anorexi*
    bulimi*
    ätstörning*
    handikapp* ! parkering* toalett*
    funktionsnedsättning*
    funktionshind*
    förlamad*
    amputera*
    inlagd ? sjukhus* psyk* avdelning*
    opererad*
    nyopererad*
    opererades
    operation/operationen ? efter hennes hans sin knä* höft* hjärt*
    abort*
    klimakteri*
    covid* ? har fick är sjuk
    feber ? har ligger hög
    benbrott*
    bröt ? benet armen höften foten
    hjärnskak*
    smärtstillande*`,
  belief: `
    muslim* ! ab
    islam* ? konvert* är till inom tro
    konverterat/konverterade till islam/kristendomen/judendomen/katolicismen
    troende
    djupt religiös/religiösa
    religiös* ? är hon han kunden skäl
    religiösa skäl
    jehovas vittne*
    jude/judar/judinna/judisk/judiskt/judiska ! musik* mat
    kristen/kristna ? är hon han familjen djupt
    frikyrklig*
    pingstkyrka*
    pingstvän*
    pingströrelsen
    baptist*
    katolik*
    katolsk/katolskt/katolska ? är hon han familjen
    ortodox* ? är hon han kyrka*
    protestant*
    ateist*
    agnostiker*
    hindu*
    buddhist*
    sikh*
    mormon*
    scientolog*
    moské/moskén ? går ber besök* varje
    synagoga* ? går varje
    svenska kyrkan ? aktiv medlem utträdd gått går tillhör engagerad
    kyrkan ? aktiv varje söndag* går engagerad
    frälst/frälsta
    frälsningsarmén ? medlem aktiv
    satanist*
    halal* ? äter bara
    kosher* ? äter bara
    ramadan* ? fastar firar
    fastar ? ramadan*
    gudfruktig*
    slöja/hijab ? bär har`,
  union: `
    fackligt/facklig ? aktiv* engagera* förtroende* medlem* är
    fackligt aktiv/engagerad/organiserad
    fackombud*
    fackförening* ? medlem* aktiv* med
    fackförbund* ? medlem* aktiv* med
    fackavgift*
    fackstyrelse*
    fackmedlem*
    facket ? med medlem* gått engagera* aktiv* förhandl* ! garage* ligger hylla* lås* dörr*
    skyddsombud*
    medlem/medlemmar i/av unionen/kommunal/vision/vårdförbundet/lärarförbundet/saco/tco/lo/st/akademikerförbundet/sveriges/ledarna/byggnads/handels/transport/hrf/seko
    med i kommunal/unionen/vision/byggnads/handels/seko/metall/transport/saco
    if metall
    klubbordförande* ? fack* metall
    strejk*
    oorganiserad* ? är fack*`,
  politics: `
    sverigedemokrat*
    röstar/röstade/röstat på ! produkt* lampa* vår bästa
    röstar/röstade/röstat på sverigedemokraterna/sd/socialdemokraterna/moderaterna/m/centern/centerpartiet/vänstern/vänsterpartiet/miljöpartiet/mp/liberalerna/l/kristdemokraterna/kd
    moderat/moderater/moderaterna ? är hon han sitter nämnd* fullmäktig* politik* parti* ! pris* höjning* takt mängd*
    socialdemokrat*
    sosse/sossar
    vänsterpart*
    miljöpart*
    miljöpartist*
    centerpart*
    liberalerna
    folkpartist*
    kristdemokrat*
    partimedlem*
    partipolitik*
    politiker ? är hon han
    politiskt aktiv/engagerad
    kommunist*
    nazist*
    fascist*
    högerextrem*
    vänsterextrem*
    feministiskt initiativ
    kommunfullmäktig* ? sitter för
    riksdagsledamot*
    sd ? röst* medlem aktiv`,
  ethnicity: `
    rom/romer ? är hon han de kunden familjen ! flaska* choklad* dricka
    romsk/romska/romskt
    zigenar*
    kurd/kurder/kurdisk/kurdiskt/kurdiska
    same/samer ? är hon han de kunden
    samisk/samiskt/samiska ? bakgrund ursprung familj är
    somalisk*/somalier* ? bakgrund ursprung är familj
    ursprung ? *iskt *isk av
    etnisk*
    etnicitet*
    bakgrund ? *isk *isk kurdisk irakisk syrisk turkisk iransk afghansk utländsk arabisk
    utländsk/utländskt bakgrund/ursprung
    invandrar*
    nyanländ*
    flykting*
    asylsökande*
    papperslös* ! faktur* kontor*
    arab/araber
    mörkhyad*
    färgad/färgade ? är man kvinna
    svart/svarta ? man kvinna hudfärg
    hudfärg*
    assyrier*
    syrian/syrianer
    neger*
    afrikan/afrikaner
    afghan/afghaner
    albaner*
    bosnier*
    tornedaling*
    resandefolk*`,
  'sexual-life': `
    homosexuell*
    bisexuell*
    heterosexuell*
    asexuell*
    pansexuell*
    sexuell/sexuella/sexuellt ? läggning* liv* problem* trakasseri*
    läggning ? sexuell* hennes hans
    lesbisk*
    lesb*
    bög/bögen/bögar
    flata ? är hon
    gay ? är han hon
    queer* ? är
    otrogen*
    otrohet*
    älskarinna*
    älskare ? har hennes
    vänsterpras*
    transperson*
    transsexuell*
    könskorriger*
    könsbyt*
    könsidentitet*
    sexliv*
    sexmissbruk*
    prostituera*
    sexköp*
    potens*
    impoten*
    porrmissbruk*
    hbtq* ? är`,
  criminal: `
    dömd/dömda/dömts/dömdes för/till ! misslyck*
    dömd ? för brott tingsrätt* bedrägeri* stöld* misshandel ! misslyck*
    fängelse/fängelset/fängelser
    fängelsestraff*
    fängelsedöm*
    häktad*
    häktet ? sitter
    anhållen*
    gripen ? polis* blev
    misstänkt* ? för brott stöld bedrägeri* misshandel ! virus bluff* mejl*
    åtalad*
    åtal ? mot
    belastningsregist*
    brottsregist*
    straffad/straffade ? tidigare är
    straffregister*
    polisanmäld/polisanmälda ! stöld*
    kriminell*
    kriminalvård*
    fotboja*
    villkorlig/villkorligt ? dom frigiven
    frigiven*
    ungdomsbrott*
    brottsling*
    misshandlat/misshandlar/misshandlade
    misshandel ? för
    våldtäkt*
    pedofil*
    rånat/rånade ? har butik* bank*
    langar*/knarklangar*
    snattar*/snattat/snattade/snatteri*
    bedragare*
    tjuv ? är hon han
    gängkriminell*
    förskingra*
    rattfyll*
    besöksförbud*
    kvinnofrid*`,
  insult: `
    idiot/idioten/idioter/idiotisk/idiotiska
    jävla
    jävel/jäveln/jävlar
    *jävel
    *jäveln
    *jävlar
    kärring* ! tröja*
    subba*
    hora/horan
    fitta*
    kuk/kuken
    skitstövel*
    skitunge*
    svin ? är ett
    as ? är ett sånt riktigt
    äckel/äcklet
    psykfall*
    puckad*
    puckad
    pucko*
    puckon
    dumskalle*
    dum/dumma/dumt ? huvudet så kunden hon han ! fråga
    korkad/korkade ? kunden hon han är så man kvinna ! flaska* vin*
    efterbliven*
    gnällspik*
    gnällkärring*
    gnällig* ? hon han kunden gubbe* tant*
    gubbjäv*
    gubbstrutt*
    tjockis*
    fetto*
    cp-skad*
    mongo*
    retard*
    dårar/dåre
    galning*
    sopa ? är
    slödder*
    hopplös ? kund* människa
    dryg/dryga/drygt ? jävligt otroligt så kärring* gubbe* som
    ful gubbe
    lögnare*
    parasit*
    tölp*
    träskalle*
    nolla ? är en`,
}
