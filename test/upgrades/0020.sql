-- What the program of 22 November 2026 (schema 0020) wrote: its fictional company, a file imported, two mailings. Key: tillit.example/ledger+29250bcc+AROKbL7N7UPQm3JjzL0IEhjFWvn2laGmhC2EHasws95t

copy catalogue_version (catalogue_version, published_at, published_by, note) from stdin;
1	2026-11-22 16:43:27.358+00	tillit	starter catalogue
\.

copy contact_point (person_id, contact_point_id, kind, value, canonical, since, verified_at, verified_how, provenance_id, ended_at) from stdin;
01a20424-2e6e-7e2d-93ea-c0cfdb6fe8d9	01a20424-2e6e-7e11-b781-545e0994891a	phone	+46701740600	+46701740600	2026-11-22 16:43:29.774+00	\N	\N	01a20424-2e6e-787d-bf77-925c039ce2d4	\N
01a20424-2e6e-7e2d-93ea-c0cfdb6fe8d9	01a20424-2e6e-77f2-a32e-09923bccf2e7	email	prov0@example.org	prov0@example.org	2026-11-22 16:43:29.774+00	\N	\N	01a20424-2e6e-787d-bf77-925c039ce2d4	\N
d0000000-0000-7000-8000-000000000005	019aac72-fa7c-7a64-8b1c-f2eb1d7af752	email	ella.sandstrom@example.org	ella.sandstrom@example.org	2025-11-22 16:43:27.74+00	2025-11-22 16:43:27.74+00	order-confirmed	019aac72-fa7c-7e9c-aeba-1349519d871f	\N
01a20424-2e6e-7085-8cc0-64c63c70bba2	01a20424-2e6e-7f2f-af08-44f1d18e9fdc	phone	+46701740609	+46701740609	2026-11-22 16:43:29.774+00	\N	\N	01a20424-2e6e-7fe8-8050-067b8d20cb46	\N
01a20424-2e6e-7085-8cc0-64c63c70bba2	01a20424-2e6e-710a-9839-8c91e949f397	email	prov9@example.org	prov9@example.org	2026-11-22 16:43:29.774+00	\N	\N	01a20424-2e6e-7fe8-8050-067b8d20cb46	\N
d0000000-0000-7000-8000-000000000001	019aac72-fa7c-7fc7-97c3-f34ba7b3fd0b	email	maria.lindqvist@example.org	maria.lindqvist@example.org	2025-11-22 16:43:27.74+00	2025-11-22 16:43:27.74+00	order-confirmed	019aac72-fa7c-7d24-9f9f-75307e0be7a6	\N
d0000000-0000-7000-8000-000000000009	019aac72-fa7c-767e-a60a-fc9859fde261	postal	Box 900, 111 20 Stockholm, SE	box 900|11120|stockholm|se	2025-11-22 16:43:27.74+00	2025-11-22 16:43:27.74+00	order-confirmed	019aac72-fa7c-76d8-b474-0c621a43f17a	\N
d0000000-0000-7000-8000-00000000000e	019aac72-fa7c-7286-a4db-d8a7fb120959	email	karin.bergman@example.org	karin.bergman@example.org	2025-11-22 16:43:27.74+00	2025-11-22 16:43:27.74+00	order-confirmed	019aac72-fa7c-760d-bef0-c0127c4f169c	\N
d0000000-0000-7000-8000-000000000003	019aac72-fa7c-7f4b-884a-64d9a2522bc7	email	aino.korhonen@example.org	aino.korhonen@example.org	2025-11-22 16:43:27.74+00	2025-11-22 16:43:27.74+00	order-confirmed	019aac72-fa7c-7083-82d0-737178e19e23	\N
d0000000-0000-7000-8000-00000000000c	019aac72-fa7c-7cf3-9580-5b634c5965e7	email	amira.haddad@example.org	amira.haddad@example.org	2025-11-22 16:43:27.74+00	2025-11-22 16:43:27.74+00	order-confirmed	019aac72-fa7c-77e8-9f63-faf223c45ced	\N
01a20424-2e6e-72fe-976c-7dfb811e9094	01a20424-2e6e-72ba-872a-084148c89a9d	phone	+46701740604	+46701740604	2026-11-22 16:43:29.774+00	\N	\N	01a20424-2e6e-7564-b1f8-12a11800bf9a	\N
01a20424-2e6e-72fe-976c-7dfb811e9094	01a20424-2e6e-7248-9d5e-d64ba2ba6739	email	prov4@example.org	prov4@example.org	2026-11-22 16:43:29.774+00	\N	\N	01a20424-2e6e-7564-b1f8-12a11800bf9a	\N
d0000000-0000-7000-8000-000000000004	019aac72-fa7c-715c-8453-69ca3e99342d	email	erik@sandstromssnickeri.example	erik@sandstromssnickeri.example	2025-11-22 16:43:27.74+00	2025-11-22 16:43:27.74+00	order-confirmed	019aac72-fa7c-7b1c-bcaa-44e5b35749b2	\N
01a20424-2e6e-71ae-ae8c-3a48d7b57302	01a20424-2e6e-7b02-a8bd-6f07ad88b6a7	phone	+46701740601	+46701740601	2026-11-22 16:43:29.774+00	\N	\N	01a20424-2e6e-75be-842b-6ab755750f7d	\N
01a20424-2e6e-71ae-ae8c-3a48d7b57302	01a20424-2e6e-73d5-9e16-9183a0ef4cf7	email	prov1@example.org	prov1@example.org	2026-11-22 16:43:29.774+00	\N	\N	01a20424-2e6e-75be-842b-6ab755750f7d	\N
01a20424-2e6e-7894-9ba4-6bd87f4c64e2	01a20424-2e6e-7450-ad0b-ef6928f702e8	phone	+46701740607	+46701740607	2026-11-22 16:43:29.774+00	\N	\N	01a20424-2e6e-7431-a77a-daf8fe7c27c2	\N
01a20424-2e6e-7894-9ba4-6bd87f4c64e2	01a20424-2e6e-7b73-9ae1-ab78ba269092	email	prov7@example.org	prov7@example.org	2026-11-22 16:43:29.774+00	\N	\N	01a20424-2e6e-7431-a77a-daf8fe7c27c2	\N
01a20424-2e6e-793c-9a9a-2a864091a044	01a20424-2e6e-7ad2-b217-8dc8b713364d	phone	+46701740605	+46701740605	2026-11-22 16:43:29.774+00	\N	\N	01a20424-2e6e-7404-a1ad-ee63b9cfe18c	\N
01a20424-2e6e-793c-9a9a-2a864091a044	01a20424-2e6e-7e2a-be9b-a8d14819015b	email	prov5@example.org	prov5@example.org	2026-11-22 16:43:29.774+00	\N	\N	01a20424-2e6e-7404-a1ad-ee63b9cfe18c	\N
d0000000-0000-7000-8000-000000000008	019aac72-fa7c-7e49-8325-b2e77aed767d	email	nora.nordahl@example.net	nora.nordahl@example.net	2025-11-22 16:43:27.74+00	2025-11-22 16:43:27.74+00	order-confirmed	019aac72-fa7c-7572-8771-7c8eec166a5e	\N
01a20424-2e6e-7193-aafa-ee10f7bbba0d	01a20424-2e6e-72a3-9481-d20fd95249af	phone	+46701740602	+46701740602	2026-11-22 16:43:29.774+00	\N	\N	01a20424-2e6e-7cdc-888c-6bb427a2b215	\N
01a20424-2e6e-7193-aafa-ee10f7bbba0d	01a20424-2e6e-759d-b48a-f60af0b40a8f	email	prov2@example.org	prov2@example.org	2026-11-22 16:43:29.774+00	\N	\N	01a20424-2e6e-7cdc-888c-6bb427a2b215	\N
01a20424-2e6e-75ef-8632-9cdf713a93df	01a20424-2e6e-7929-9fa2-6e563bec5d66	phone	+46701740600	+46701740600	2026-11-22 16:43:29.774+00	\N	\N	01a20424-2e6e-7758-aedc-f5fcd2672996	\N
01a20424-2e6e-75ef-8632-9cdf713a93df	01a20424-2e6e-77e2-867c-25b33630cfab	email	prov10@example.org	prov10@example.org	2026-11-22 16:43:29.774+00	\N	\N	01a20424-2e6e-7758-aedc-f5fcd2672996	\N
d0000000-0000-7000-8000-000000000010	019aac72-fa7c-7d42-976b-fb342714b9cc	email	jonas.vik@example.org	jonas.vik@example.org	2025-11-22 16:43:27.74+00	\N	\N	019aac72-fa7c-79ed-b144-2ad70c671b29	\N
d0000000-0000-7000-8000-000000000002	019aac72-fa7c-7868-9346-8d28f1751b65	postal	Lodsgatan 4, 903 26 Umeå, SE	lodsgatan 4|90326|umea|se	2025-11-22 16:43:27.74+00	2025-11-22 16:43:27.74+00	order-confirmed	019aac72-fa7c-70c3-a41e-b844976ef8dc	\N
d0000000-0000-7000-8000-00000000000b	019aac72-fa7c-794e-8bdc-ceda62331631	email	torsten.akerlund@example.org	torsten.akerlund@example.org	2025-11-22 16:43:27.74+00	2025-11-22 16:43:27.74+00	order-confirmed	019aac72-fa7c-7b23-a389-d255eac126c1	\N
d0000000-0000-7000-8000-00000000000f	019aac72-fa7c-78b5-923c-54e55e4e4619	email	lars.ohman@norrbro.example	lars.ohman@norrbro.example	2025-11-22 16:43:27.74+00	2025-11-22 16:43:27.74+00	order-confirmed	019aac72-fa7c-71e0-a3c7-4e93f45684cf	\N
d0000000-0000-7000-8000-000000000011	019aac72-fa7c-7c25-a10f-7f945d78461d	email	freja.lund@example.org	freja.lund@example.org	2025-11-22 16:43:27.74+00	2025-11-22 16:43:27.74+00	order-confirmed	019aac72-fa7c-7400-92e6-b5c0271f7c65	\N
01a20424-2e6e-7037-b63b-317d6ecdbf60	01a20424-2e6e-7b52-85e6-0e1166b6fbcd	phone	+46701740603	+46701740603	2026-11-22 16:43:29.774+00	\N	\N	01a20424-2e6e-7359-a1ad-9fb556fc379c	\N
01a20424-2e6e-7037-b63b-317d6ecdbf60	01a20424-2e6e-78aa-9b50-0c097c1c9aea	email	prov3@example.org	prov3@example.org	2026-11-22 16:43:29.774+00	\N	\N	01a20424-2e6e-7359-a1ad-9fb556fc379c	\N
01a20424-2e6e-7509-b1b8-fdfda6d5ebe5	01a20424-2e6e-7469-ae45-41028459e29f	phone	+46701740606	+46701740606	2026-11-22 16:43:29.774+00	\N	\N	01a20424-2e6e-763d-b7ab-aafdfab73cf1	\N
01a20424-2e6e-7509-b1b8-fdfda6d5ebe5	01a20424-2e6e-7910-bca5-7aedf13f4fd8	email	prov6@example.org	prov6@example.org	2026-11-22 16:43:29.774+00	\N	\N	01a20424-2e6e-763d-b7ab-aafdfab73cf1	\N
01a20424-2e6e-7b86-bce8-6a8a1c79dafd	01a20424-2e6e-7002-b38c-86d44c8686a3	phone	+46701740608	+46701740608	2026-11-22 16:43:29.774+00	\N	\N	01a20424-2e6e-719b-938b-911a4aa6e2f2	\N
01a20424-2e6e-7b86-bce8-6a8a1c79dafd	01a20424-2e6e-7b1f-aa07-2cbde139fd37	email	prov8@example.org	prov8@example.org	2026-11-22 16:43:29.774+00	\N	\N	01a20424-2e6e-719b-938b-911a4aa6e2f2	\N
01a20424-2e6e-7950-b72a-5c0c37deb44f	01a20424-2e6e-78e9-be1f-db22379047e9	phone	+46701740601	+46701740601	2026-11-22 16:43:29.774+00	\N	\N	01a20424-2e6e-76ca-ad2b-94d2935b2c04	\N
01a20424-2e6e-7950-b72a-5c0c37deb44f	01a20424-2e6e-7d6a-84f3-145f21b64ba0	email	prov11@example.org	prov11@example.org	2026-11-22 16:43:29.774+00	\N	\N	01a20424-2e6e-76ca-ad2b-94d2935b2c04	\N
d0000000-0000-7000-8000-00000000000d	019aac72-fa7c-785b-ab63-1b3fcf1e8731	postal	Vävargränd 2, 582 22 Linköping, SE	vavargrand 2|58222|linkoping|se	2025-11-22 16:43:27.74+00	2025-11-22 16:43:27.74+00	order-confirmed	019aac72-fa7c-722b-9e76-0cfb0c322c6b	\N
d0000000-0000-7000-8000-000000000006	019aac72-fa7c-77cb-81ed-a5cf22756a3c	email	familjen.hagman@example.org	familjen.hagman@example.org	2025-11-22 16:43:27.74+00	2025-11-22 16:43:27.74+00	order-confirmed	019aac72-fa7c-7a0d-9faf-9fbae61f9922	\N
d0000000-0000-7000-8000-000000000007	019aac72-fa7c-7361-9853-50658c2af5a1	email	familjen.hagman@example.org	familjen.hagman@example.org	2025-11-22 16:43:27.74+00	2025-11-22 16:43:27.74+00	order-confirmed	019aac72-fa7c-75a9-a5c7-159f336042ea	\N
d0000000-0000-7000-8000-00000000000a	019aac72-fa7c-7802-9fcc-3c0d5c6def26	email	kerstin.blom@example.org	kerstin.blom@example.org	2025-11-22 16:43:27.74+00	2025-11-22 16:43:27.74+00	order-confirmed	019aac72-fa7c-723c-8c5e-971fc068a25f	\N
\.

copy field_version (field_key, version, catalogue_version, type, category, sensitive, inferred, shipped, retired, texts) from stdin;
given_name	1	1	text	identification	f	f	t	f	{"en": {"name": "Given name", "description": "Your given name as you write it."}, "nb": {"name": "Fornavn", "description": "Fornavnet ditt slik du skriver det."}, "sv": {"name": "Förnamn", "description": "Ditt förnamn som du skriver det."}}
family_name	1	1	text	identification	f	f	t	f	{"en": {"name": "Family name", "description": "Your family name as you write it."}, "nb": {"name": "Etternavn", "description": "Etternavnet ditt slik du skriver det."}, "sv": {"name": "Efternamn", "description": "Ditt efternamn som du skriver det."}}
full_name	1	1	text	identification	f	f	t	f	{"en": {"name": "Name", "description": "The whole name, when we do not know which part is which."}, "nb": {"name": "Navn", "description": "Hele navnet, når vi ikke vet hva som er fornavn og etternavn."}, "sv": {"name": "Namn", "description": "Hela namnet, när vi inte vet vad som är för- och efternamn."}}
company_name	1	1	text	identification	f	f	t	f	{"en": {"name": "Company", "description": "The company you represent or run."}, "nb": {"name": "Bedrift", "description": "Bedriften du representerer eller driver."}, "sv": {"name": "Företag", "description": "Företaget du företräder eller driver."}}
title	1	1	text	identification	f	f	t	f	{"en": {"name": "Position", "description": "Your role at the company."}, "nb": {"name": "Stilling", "description": "Rollen din i bedriften."}, "sv": {"name": "Befattning", "description": "Din roll på företaget."}}
birth_date	1	1	date	identification	f	f	t	f	{"en": {"name": "Date of birth", "description": "The day you were born, where age matters."}, "nb": {"name": "Fødselsdato", "description": "Dagen du ble født, der alderen betyr noe."}, "sv": {"name": "Födelsedatum", "description": "Dagen du föddes, där åldern spelar roll."}}
gender	1	1	choice	identification	f	f	t	f	{"en": {"name": "Gender", "description": "What you have stated yourself."}, "nb": {"name": "Kjønn", "description": "Det du selv har oppgitt."}, "sv": {"name": "Kön", "description": "Det du själv har uppgett."}}
language	1	1	choice	contact	f	f	t	f	{"en": {"name": "Language", "description": "The language we write to you in."}, "nb": {"name": "Språk", "description": "Språket vi skriver til deg på."}, "sv": {"name": "Språk", "description": "Språket vi skriver till dig på."}}
delivery	1	1	choice	contact	f	f	t	f	{"en": {"name": "Digital or on paper", "description": "How you want letters, invoices and notices."}, "nb": {"name": "Digitalt eller på papir", "description": "Hvordan du vil ha brev, fakturaer og beskjeder."}, "sv": {"name": "Digitalt eller på papper", "description": "Hur du vill ha brev, fakturor och besked."}}
email	1	1	email	contact	f	f	t	f	{"en": {"name": "E-mail address", "description": "The address we can write to."}, "nb": {"name": "E-postadresse", "description": "Adressen vi kan skrive til."}, "sv": {"name": "E-postadress", "description": "Adressen vi kan skriva till."}}
phone	1	1	phone	contact	f	f	t	f	{"en": {"name": "Phone number", "description": "The number we can call or text."}, "nb": {"name": "Telefonnummer", "description": "Nummeret vi kan ringe eller sende sms til."}, "sv": {"name": "Telefonnummer", "description": "Numret vi kan ringa eller skicka sms till."}}
postal_address	1	1	address	contact	f	f	t	f	{"en": {"name": "Postal address", "description": "The address we can send letters and goods to."}, "nb": {"name": "Postadresse", "description": "Adressen vi kan sende brev og varer til."}, "sv": {"name": "Postadress", "description": "Adressen vi kan skicka brev och varor till."}}
street	1	1	text	contact	f	f	t	f	{"en": {"name": "Street", "description": "Street and number of the postal address."}, "nb": {"name": "Gate", "description": "Gate og nummer i postadressen."}, "sv": {"name": "Gata", "description": "Gata och nummer i postadressen."}}
postal_code	1	1	text	contact	f	f	t	f	{"en": {"name": "Postal code", "description": "The postal code of the postal address."}, "nb": {"name": "Postnummer", "description": "Postnummeret i postadressen."}, "sv": {"name": "Postnummer", "description": "Postnumret i postadressen."}}
city	1	1	text	contact	f	f	t	f	{"en": {"name": "Town", "description": "The town of the postal address."}, "nb": {"name": "Sted", "description": "Stedet i postadressen."}, "sv": {"name": "Ort", "description": "Orten i postadressen."}}
region	1	1	text	contact	f	f	t	f	{"en": {"name": "Region", "description": "County or state of the postal address."}, "nb": {"name": "Region", "description": "Fylke, län eller delstat i postadressen."}, "sv": {"name": "Region", "description": "Län, fylke eller delstat i postadressen."}}
customer_number	1	1	text	unique-identifier	f	f	t	f	{"en": {"name": "Customer number", "description": "Your number with us, as it stands on the invoice."}, "nb": {"name": "Kundenummer", "description": "Nummeret du har hos oss, slik det står på fakturaen."}, "sv": {"name": "Kundnummer", "description": "Numret du har hos oss, som det står på fakturan."}}
interests	1	1	list	interests	f	f	t	f	{"en": {"name": "Interests", "description": "What you have told us that you like."}, "nb": {"name": "Interesser", "description": "Det du selv har fortalt at du liker."}, "sv": {"name": "Intressen", "description": "Det du själv har berättat att du tycker om."}}
concluded_interests	1	1	list	interests	f	t	t	f	{"en": {"name": "Interests we have concluded", "description": "What we believe you like, from what you have bought. You can remove it for good."}, "nb": {"name": "Interesser vi har sluttet oss til", "description": "Det vi tror du liker, ut fra det du har kjøpt. Du kan fjerne det for godt."}, "sv": {"name": "Intressen vi har dragit slutsats om", "description": "Det vi tror att du tycker om, efter det du har köpt. Du kan ta bort det för gott."}}
preferred_products	1	1	list	behaviour	f	f	t	f	{"en": {"name": "Products you often choose", "description": "Products and services you have bought several times or marked as favourites."}, "nb": {"name": "Varer du ofte velger", "description": "Varer og tjenester du har kjøpt flere ganger eller valgt som favoritter."}, "sv": {"name": "Varor du ofta väljer", "description": "Varor och tjänster som du har köpt flera gånger eller valt som favoriter."}}
loyalty_level	1	1	choice	behaviour	f	f	t	f	{"en": {"name": "Membership level", "description": "The level of your membership."}, "nb": {"name": "Medlemsnivå", "description": "Nivået i medlemskapet."}, "sv": {"name": "Medlemsnivå", "description": "Nivån i medlemskapet."}}
last_purchase_at	1	1	date	behaviour	f	f	t	f	{"en": {"name": "Last purchase", "description": "The day you last bought something."}, "nb": {"name": "Siste kjøp", "description": "Dagen da du sist kjøpte noe."}, "sv": {"name": "Senaste köp", "description": "Dagen då du senast köpte något."}}
lifetime_value	1	1	amount	economy	f	t	t	f	{"en": {"name": "Total purchases", "description": "What you have bought for in all, worked out by us."}, "nb": {"name": "Samlede kjøp", "description": "Det du til sammen har kjøpt for, beregnet av oss."}, "sv": {"name": "Sammanlagda köp", "description": "Det du sammanlagt har köpt för, uträknat av oss."}}
identity_number	1	1	identity-number	unique-identifier	t	f	t	f	{"en": {"name": "Identity number", "description": "Used only where it must be certain who you are."}, "nb": {"name": "Fødselsnummer", "description": "Brukes bare der det må være sikkert hvem du er."}, "sv": {"name": "Personnummer", "description": "Används bara där det måste vara säkert vem du är."}}
passport_number	1	1	identity-number	unique-identifier	t	f	t	f	{"en": {"name": "Passport or ID card number", "description": "Used only where the law requires an identity document."}, "nb": {"name": "Pass- eller ID-kortnummer", "description": "Brukes bare der loven krever legitimasjon."}, "sv": {"name": "Pass- eller id-kortsnummer", "description": "Används bara där lagen kräver en identitetshandling."}}
photo	1	1	file	special	t	f	t	f	{"en": {"name": "Photo", "description": "A picture of you, for example on the membership card."}, "nb": {"name": "Bilde", "description": "Et bilde av deg, for eksempel på medlemskortet."}, "sv": {"name": "Foto", "description": "En bild av dig, till exempel på medlemskortet."}}
health_note	1	1	text	special	t	f	t	f	{"en": {"name": "Note on health", "description": "What you have asked us to consider, such as an allergy."}, "nb": {"name": "Opplysning om helse", "description": "Det du har bedt oss ta hensyn til, for eksempel en allergi."}, "sv": {"name": "Uppgift om hälsa", "description": "Det du har bett oss ta hänsyn till, till exempel en allergi."}}
\.

copy ground (person_id, ground_id, purpose_key, basis, since, until, waits_for, reference, product_groups, seller, opt_out_offered, last_sale_at, evidence, provenance_id, entry_seq, ended_at, ended_why, hold_until, swept_at) from stdin;
01a20424-2e6e-7e2d-93ea-c0cfdb6fe8d9	01a20424-2e6e-7113-8fed-a63ee23ca8fa	contract	contract	2026-11-22 16:43:29.774+00	\N	contract-end	\N	{}	\N	\N	\N	{}	\N	\N	\N	\N	\N	\N
d0000000-0000-7000-8000-000000000005	019aac72-fa7c-714b-b996-389c8e294356	membership	contract	2025-11-22 16:43:27.74+00	\N	contract-end	\N	{}	\N	\N	\N	{}	\N	\N	\N	\N	\N	\N
d0000000-0000-7000-8000-000000000005	01a19d24-f67c-7b69-9872-acc591276cfa	competitions	consent	2026-11-02 16:43:27.74+00	\N	withdrawal	\N	{}	\N	\N	\N	{}	\N	2	\N	\N	\N	\N
01a20424-2e6e-7085-8cc0-64c63c70bba2	01a20424-2e6e-7825-8b21-baa6e6d7b06f	contract	contract	2026-11-22 16:43:29.774+00	\N	contract-end	\N	{}	\N	\N	\N	{}	\N	\N	\N	\N	\N	\N
d0000000-0000-7000-8000-000000000001	019aac72-fa7c-7440-b43b-6c954b88624c	contract	contract	2025-11-22 16:43:27.74+00	\N	contract-end	\N	{}	\N	\N	\N	{}	\N	\N	\N	\N	\N	\N
d0000000-0000-7000-8000-000000000009	019aac72-fa7c-7244-81e4-8511813883be	contract	contract	2025-11-22 16:43:27.74+00	\N	contract-end	\N	{}	\N	\N	\N	{}	\N	\N	\N	\N	\N	\N
d0000000-0000-7000-8000-00000000000e	019aac72-fa7c-7038-871e-efce46d271e8	service	contract	2025-11-22 16:43:27.74+00	\N	contract-end	\N	{}	\N	\N	\N	{}	\N	\N	\N	\N	\N	\N
d0000000-0000-7000-8000-000000000001	019dfe2c-467c-70cc-af2d-b2400d1a6aa6	news	consent	2026-05-06 16:43:27.74+00	\N	withdrawal	\N	{}	\N	\N	\N	{}	\N	2	\N	\N	\N	\N
d0000000-0000-7000-8000-00000000000c	019aac72-fa7c-795d-9e34-0d45613001af	contract	contract	2025-11-22 16:43:27.74+00	\N	contract-end	\N	{}	\N	\N	\N	{}	\N	\N	\N	\N	\N	\N
d0000000-0000-7000-8000-00000000000c	019aac72-fa7c-758c-8412-6a6a171e6df2	news	soft-opt-in	2025-11-22 16:43:27.74+00	\N	objection	order 20417	{cyklar}	Fjällströms Hem & Fritid AB	t	2026-10-13 16:43:27.74+00	{}	\N	\N	\N	\N	\N	\N
d0000000-0000-7000-8000-000000000003	019aac72-fa7c-76f3-ad25-87a350a6c3bf	contract	contract	2025-11-22 16:43:27.74+00	\N	contract-end	\N	{}	\N	\N	\N	{}	\N	\N	2026-09-23 16:43:27.74+00	contract-end	2029-09-23 16:43:27.74+00	\N
01a20424-2e6e-72fe-976c-7dfb811e9094	01a20424-2e6e-7e05-bb7b-0eb85bb05837	contract	contract	2026-11-22 16:43:29.774+00	\N	contract-end	\N	{}	\N	\N	\N	{}	\N	\N	\N	\N	\N	\N
d0000000-0000-7000-8000-000000000004	019aac72-fa7c-75ee-8494-506e7fdd6a58	contract	contract	2025-11-22 16:43:27.74+00	\N	contract-end	\N	{}	\N	\N	\N	{}	\N	\N	\N	\N	\N	\N
d0000000-0000-7000-8000-000000000004	019aac72-fa7c-7638-a883-13574c6b26fe	invoicing	contract	2025-11-22 16:43:27.74+00	\N	contract-end	\N	{}	\N	\N	\N	{}	\N	\N	\N	\N	\N	\N
d0000000-0000-7000-8000-000000000004	01a169a5-5e7c-7f7f-ad21-9a52848b842a	tips	consent	2026-10-23 16:43:27.74+00	\N	withdrawal	\N	{}	\N	\N	\N	{}	\N	3	\N	\N	\N	\N
01a20424-2e6e-71ae-ae8c-3a48d7b57302	01a20424-2e6e-7afb-94c2-26f861adc5b1	contract	contract	2026-11-22 16:43:29.774+00	\N	contract-end	\N	{}	\N	\N	\N	{}	\N	\N	\N	\N	\N	\N
01a20424-2e6e-793c-9a9a-2a864091a044	01a20424-2e6e-77cf-93a9-281d424814f2	contract	contract	2026-11-22 16:43:29.774+00	\N	contract-end	\N	{}	\N	\N	\N	{}	\N	\N	\N	\N	\N	\N
01a20424-2e6e-7894-9ba4-6bd87f4c64e2	01a20424-2e6e-7ffd-975b-a57e90b04274	contract	contract	2026-11-22 16:43:29.774+00	\N	contract-end	\N	{}	\N	\N	\N	{}	\N	\N	\N	\N	\N	\N
d0000000-0000-7000-8000-000000000008	019aac72-fa7c-767e-b25c-e3257a11688e	contract	contract	2025-11-22 16:43:27.74+00	\N	contract-end	\N	{}	\N	\N	\N	{}	\N	\N	\N	\N	\N	\N
d0000000-0000-7000-8000-000000000008	01a11c65-fa7c-7174-9e5a-a1524f92f41b	events	consent	2026-10-08 16:43:27.74+00	\N	withdrawal	\N	{}	\N	\N	\N	{}	\N	2	\N	\N	\N	\N
01a20424-2e6e-7193-aafa-ee10f7bbba0d	01a20424-2e6e-78f6-a504-b2dc5108dbbd	contract	contract	2026-11-22 16:43:29.774+00	\N	contract-end	\N	{}	\N	\N	\N	{}	\N	\N	\N	\N	\N	\N
01a20424-2e6e-75ef-8632-9cdf713a93df	01a20424-2e6e-7a08-89e9-38c49be59c58	contract	contract	2026-11-22 16:43:29.774+00	\N	contract-end	\N	{}	\N	\N	\N	{}	\N	\N	\N	\N	\N	\N
d0000000-0000-7000-8000-000000000002	019aac72-fa7c-7a81-8661-fd63ddfcbb74	contract	contract	2025-11-22 16:43:27.74+00	\N	contract-end	\N	{}	\N	\N	\N	{}	\N	\N	\N	\N	\N	\N
d0000000-0000-7000-8000-000000000002	019aac72-fa7c-7fbc-b3f4-448226fbefb9	invoicing	contract	2025-11-22 16:43:27.74+00	\N	contract-end	\N	{}	\N	\N	\N	{}	\N	\N	\N	\N	\N	\N
d0000000-0000-7000-8000-00000000000b	019aac72-fa7c-7026-a16a-3dc7c88fadee	contract	contract	2025-11-22 16:43:27.74+00	\N	contract-end	\N	{}	\N	\N	\N	{}	\N	\N	\N	\N	\N	\N
d0000000-0000-7000-8000-00000000000b	019aac72-fa7c-751a-81c6-7582efd16c40	service	contract	2025-11-22 16:43:27.74+00	\N	contract-end	\N	{}	\N	\N	\N	{}	\N	\N	\N	\N	\N	\N
d0000000-0000-7000-8000-000000000010	019aac72-fa7c-742d-a014-e4ddbf67850d	contract	contract	2025-11-22 16:43:27.74+00	\N	contract-end	\N	{}	\N	\N	\N	{}	\N	\N	\N	\N	\N	\N
d0000000-0000-7000-8000-000000000002	01a034a7-ce7c-7e25-995c-56ece4521e23	events	consent	2026-08-24 16:43:27.74+00	\N	withdrawal	\N	{}	\N	\N	\N	{}	\N	3	\N	\N	\N	\N
d0000000-0000-7000-8000-00000000000b	019bfb30-567c-74e9-8f41-6169123519d5	news	consent	2026-01-26 16:43:27.74+00	\N	withdrawal	\N	{}	\N	\N	\N	{}	\N	3	2026-11-10 16:43:27.74+00	no	2026-11-10 16:43:27.74+00	\N
d0000000-0000-7000-8000-00000000000f	019aac72-fa7c-7816-b390-cf75b30c853f	contract	contract	2025-11-22 16:43:27.74+00	\N	contract-end	\N	{}	\N	\N	\N	{}	\N	\N	\N	\N	\N	\N
d0000000-0000-7000-8000-000000000011	019aac72-fa7c-79cf-b19c-d253a3dacce5	contract	contract	2025-11-22 16:43:27.74+00	\N	contract-end	\N	{}	\N	\N	\N	{}	\N	\N	\N	\N	\N	\N
d0000000-0000-7000-8000-000000000011	019f9a29-067c-741f-b29d-6bf3e0aa52a5	surveys	consent	2026-07-25 16:43:27.74+00	\N	withdrawal	\N	{}	\N	\N	\N	{}	\N	2	\N	\N	\N	\N
01a20424-2e6e-7037-b63b-317d6ecdbf60	01a20424-2e6e-7df5-835e-a0f3b4fb43dd	contract	contract	2026-11-22 16:43:29.774+00	\N	contract-end	\N	{}	\N	\N	\N	{}	\N	\N	\N	\N	\N	\N
01a20424-2e6e-7509-b1b8-fdfda6d5ebe5	01a20424-2e6e-7520-88de-93f1576d4861	contract	contract	2026-11-22 16:43:29.774+00	\N	contract-end	\N	{}	\N	\N	\N	{}	\N	\N	\N	\N	\N	\N
01a20424-2e6e-7b86-bce8-6a8a1c79dafd	01a20424-2e6e-70d5-b1ca-2f17006beff6	contract	contract	2026-11-22 16:43:29.774+00	\N	contract-end	\N	{}	\N	\N	\N	{}	\N	\N	\N	\N	\N	\N
01a20424-2e6e-7950-b72a-5c0c37deb44f	01a20424-2e6e-76c7-82d6-ce54a314aa30	contract	contract	2026-11-22 16:43:29.774+00	\N	contract-end	\N	{}	\N	\N	\N	{}	\N	\N	\N	\N	\N	\N
d0000000-0000-7000-8000-00000000000d	019aac72-fa7c-792e-afad-5e25e95b6a5c	invoicing	contract	2025-11-22 16:43:27.74+00	\N	contract-end	\N	{}	\N	\N	\N	{}	\N	\N	\N	\N	\N	\N
d0000000-0000-7000-8000-000000000006	019aac72-fa7c-7664-ad46-4e4bcd147dad	contract	contract	2025-11-22 16:43:27.74+00	\N	contract-end	\N	{}	\N	\N	\N	{}	\N	\N	\N	\N	\N	\N
d0000000-0000-7000-8000-000000000007	019aac72-fa7c-74e1-bef0-302c888ad9fe	contract	contract	2025-11-22 16:43:27.74+00	\N	contract-end	\N	{}	\N	\N	\N	{}	\N	\N	\N	\N	\N	\N
d0000000-0000-7000-8000-000000000006	019effaa-3e7c-7854-877d-aafd13255d6e	news	consent	2026-06-25 16:43:27.74+00	\N	withdrawal	\N	{}	\N	\N	\N	{}	\N	2	\N	\N	\N	\N
d0000000-0000-7000-8000-00000000000a	019aac72-fa7c-7756-b6ce-978aefe85b93	contract	contract	2025-11-22 16:43:27.74+00	\N	contract-end	\N	{}	\N	\N	\N	{}	\N	\N	\N	\N	\N	\N
\.

copy identifier (kind, key_hash, person_id, since) from stdin;
email	\\x30cd23eacaf4e784386252f72d450e1cff0d2467433aa370debb33d7bac2c372	d0000000-0000-7000-8000-000000000001	2025-11-22 16:43:27.74+00
mailbox	\\xa21a20c65a7ec5ce28e44f2c44ee446e4baf5c340aaa71be40c5d86dd9f1782d	d0000000-0000-7000-8000-000000000001	2025-11-22 16:43:27.74+00
customer-number	\\x737414fbf2454ccbffec9765e6c6e6a8c4b67cb372683cbf241ccf7289529f61	d0000000-0000-7000-8000-000000000002	2025-11-22 16:43:27.74+00
email	\\x7a7ebcf206513b79bc54b0f226b0a15654202a6cac95d2904521dffa7a788526	d0000000-0000-7000-8000-000000000003	2025-11-22 16:43:27.74+00
mailbox	\\x06bcdbc6c14c29bbb9ac847dc5b89e0e369ee53fec5a79b6cf514a2623ea0ec3	d0000000-0000-7000-8000-000000000003	2025-11-22 16:43:27.74+00
email	\\xb84f1c7046f65a480f32f068c9a3bb243b629e9a3277a5f12586fd5fcfdcf9b2	d0000000-0000-7000-8000-000000000004	2025-11-22 16:43:27.74+00
mailbox	\\xaf67e9fc71d1204c62bba8cc802eb2a89d7545694cf55708b42f6de44d26e144	d0000000-0000-7000-8000-000000000004	2025-11-22 16:43:27.74+00
email	\\xedaf2b792b04d24f30cd6c7a28f4efbab0bba8bb0ff0e1fd70b727535b813d7f	d0000000-0000-7000-8000-000000000005	2025-11-22 16:43:27.74+00
mailbox	\\x75a01888963c98705906def8a6f5c36df3010289b693a8d973ce084e45bcc6f8	d0000000-0000-7000-8000-000000000005	2025-11-22 16:43:27.74+00
email	\\xa69d8ecd8ad6dcf9d6313eb5ddf5c4c7f3b85518ed7acf0080485c8b5ea2b4ae	d0000000-0000-7000-8000-000000000006	2025-11-22 16:43:27.74+00
mailbox	\\x80387cd38b5fd8798e39ec6b9d83321ff46677be967d6c0540a58c22bd620763	d0000000-0000-7000-8000-000000000006	2025-11-22 16:43:27.74+00
email	\\xa69d8ecd8ad6dcf9d6313eb5ddf5c4c7f3b85518ed7acf0080485c8b5ea2b4ae	d0000000-0000-7000-8000-000000000007	2025-11-22 16:43:27.74+00
mailbox	\\x80387cd38b5fd8798e39ec6b9d83321ff46677be967d6c0540a58c22bd620763	d0000000-0000-7000-8000-000000000007	2025-11-22 16:43:27.74+00
email	\\x497cc2b35d9b9f133accdab3ad54fe61619e266452b559f8c147e926cca993ee	d0000000-0000-7000-8000-000000000008	2025-11-22 16:43:27.74+00
mailbox	\\x31295075e209e600ea6ecc7a49f0ccc10361a1936eb29b7b35e800a7766e7369	d0000000-0000-7000-8000-000000000008	2025-11-22 16:43:27.74+00
email	\\x08621b1c83a99233e2853f89c86c5a0e177178a7169b3556d271a8daa7445959	d0000000-0000-7000-8000-00000000000a	2025-11-22 16:43:27.74+00
mailbox	\\xa305677b6765e5657c27f5954f0c55d5d84751393b3e75e83a52f20e7758fd10	d0000000-0000-7000-8000-00000000000a	2025-11-22 16:43:27.74+00
email	\\x53a2bc1d3663605ad4270fbc09f0db46bd163de668c62e4c074058d1859a094f	d0000000-0000-7000-8000-00000000000b	2025-11-22 16:43:27.74+00
mailbox	\\x94cd18d85322e209484676361ec859bf877a136ea3ace82c11f07917b0072b9d	d0000000-0000-7000-8000-00000000000b	2025-11-22 16:43:27.74+00
email	\\x85246daf3801837e9e5a738635b1a845414c25540674eb11060548b194376420	d0000000-0000-7000-8000-00000000000c	2025-11-22 16:43:27.74+00
mailbox	\\x51e894c52243d0c1a3fa82edabb2f21c261eac7c18a4428c278fa36485500724	d0000000-0000-7000-8000-00000000000c	2025-11-22 16:43:27.74+00
email	\\xfdd83244038664eacbbfb5f95f3383abfec102877ab0736dfa0e81c32ac5fbb0	d0000000-0000-7000-8000-00000000000e	2025-11-22 16:43:27.74+00
mailbox	\\x4a5c7c55d67855f293368c96211f2d1a7ea995423955723db18eccdd1ee99c97	d0000000-0000-7000-8000-00000000000e	2025-11-22 16:43:27.74+00
email	\\xd492dc5726691e45cf1ac6e581d8293546df3c6447a9a279f437950f68cd0524	d0000000-0000-7000-8000-00000000000f	2025-11-22 16:43:27.74+00
mailbox	\\xc838e7c553b9407e4ae55ec3108c954ba937da14b56aced96f1e40f1b8e24e85	d0000000-0000-7000-8000-00000000000f	2025-11-22 16:43:27.74+00
email	\\x27aca45488507bf5fdf59854886c2c3bb5fb5d6d7d24f3225340c11b3851cd43	d0000000-0000-7000-8000-000000000010	2025-11-22 16:43:27.74+00
mailbox	\\x545ac222c00c871b926d646bde07eb572d453c59a7a07535884238297fa1f67a	d0000000-0000-7000-8000-000000000010	2025-11-22 16:43:27.74+00
email	\\xcdd46045d69629398793a39b9323af159a13309999298fa505ffc258ee45d85a	d0000000-0000-7000-8000-000000000011	2025-11-22 16:43:27.74+00
mailbox	\\xc1685dced058f090c223537981a9ef77b1a04e2a5cf77c10f1cd25ef90343751	d0000000-0000-7000-8000-000000000011	2025-11-22 16:43:27.74+00
email	\\x4960494649ecda699caeea5a055121bc6a03e55bfbde282abd34dc7830f99175	01a20424-2e6e-7e2d-93ea-c0cfdb6fe8d9	2026-11-22 16:43:29.774+00
mailbox	\\x421242ec52df6c3f51a9bb6994c76db660a78689f14f241b470c8b3cd4dae0fd	01a20424-2e6e-7e2d-93ea-c0cfdb6fe8d9	2026-11-22 16:43:29.774+00
phone	\\xe35e9513f99163ff9de11bcdeb6a653ba9e2bdaef0a440386fcb18027553d988	01a20424-2e6e-7e2d-93ea-c0cfdb6fe8d9	2026-11-22 16:43:29.774+00
customer-number	\\x8bd368efd43e731c3bb4bfd6e31f32abbc965ab298ea4dfa6f86b7e89ddca1bb	01a20424-2e6e-7e2d-93ea-c0cfdb6fe8d9	2026-11-22 16:43:29.774+00
source-number	\\xa7f8893fd28d596bd035abf7ca41e7a8eb7cb934acac81623ff6d5e9753ca463	01a20424-2e6e-7e2d-93ea-c0cfdb6fe8d9	2026-11-22 16:43:29.774+00
email	\\x8c3fb4df7580e6390cc759499769639aec74f8d68647f686a45a168fd10e0a39	01a20424-2e6e-71ae-ae8c-3a48d7b57302	2026-11-22 16:43:29.774+00
mailbox	\\xe1e9275abd0456fbec41d9ca01c52c2dfbc00a8792fb37b0b8b051438f0b2baf	01a20424-2e6e-71ae-ae8c-3a48d7b57302	2026-11-22 16:43:29.774+00
phone	\\x41345b6ae786adf92badf33b6afbab1e5db5749c053215bc4234756f30440577	01a20424-2e6e-71ae-ae8c-3a48d7b57302	2026-11-22 16:43:29.774+00
customer-number	\\xbcffbf9479da990090b7688276ed76f8c7a6dc821b22b544a61334b8759eb5a3	01a20424-2e6e-71ae-ae8c-3a48d7b57302	2026-11-22 16:43:29.774+00
source-number	\\xc0f5c715108f49111dbd412491b405ad78e9d73923499afadf846afa87fba7c6	01a20424-2e6e-71ae-ae8c-3a48d7b57302	2026-11-22 16:43:29.774+00
email	\\xf9ef511ce7bde82f0f0a434058b70fcc257e900d0d55705c4c288fcbca009868	01a20424-2e6e-7193-aafa-ee10f7bbba0d	2026-11-22 16:43:29.774+00
mailbox	\\xc6872593c937960754ac7b81bd997950087ef818a07e1cddc4935832602fa77e	01a20424-2e6e-7193-aafa-ee10f7bbba0d	2026-11-22 16:43:29.774+00
phone	\\xeef2ba4bb2d88e948c64c22a7989771ffa318f6c3cbf4cd9cfe2d5491c8f2179	01a20424-2e6e-7193-aafa-ee10f7bbba0d	2026-11-22 16:43:29.774+00
customer-number	\\xa4d1b6bafe32db1ab4af486843d7e130e9d389f1e2c18c2479b15f8b43c0164a	01a20424-2e6e-7193-aafa-ee10f7bbba0d	2026-11-22 16:43:29.774+00
source-number	\\xecada7af82cfd818fb1f690a0ff9605630642ba8d522e40d6424136814b66736	01a20424-2e6e-7193-aafa-ee10f7bbba0d	2026-11-22 16:43:29.774+00
email	\\xc4c81042dbec0f982ea7a84e11eb8e6ae03ad3ea8dabd7f077ee3dd58a72d753	01a20424-2e6e-7037-b63b-317d6ecdbf60	2026-11-22 16:43:29.774+00
mailbox	\\xa74a3741f711a9b8c2ec47b0cb41a2edca94097cd62550177452bea3ba50d429	01a20424-2e6e-7037-b63b-317d6ecdbf60	2026-11-22 16:43:29.774+00
phone	\\x162443d06a3558a18b32e61af619e2ca5072401983261e709ed8f6f4eba4ed3e	01a20424-2e6e-7037-b63b-317d6ecdbf60	2026-11-22 16:43:29.774+00
customer-number	\\x01fb178e3d211a219a138914d81100e19f2d76ba0452d202f27d3e6cd6824441	01a20424-2e6e-7037-b63b-317d6ecdbf60	2026-11-22 16:43:29.774+00
source-number	\\x9e487e77ff7c8953b672a9d5e53207f9551f9456106ed60e5273c6609e762a9a	01a20424-2e6e-7037-b63b-317d6ecdbf60	2026-11-22 16:43:29.774+00
email	\\x18648dc76b61efe79585e6450960849ff90bfa0628d822176b1715c2d3e02991	01a20424-2e6e-72fe-976c-7dfb811e9094	2026-11-22 16:43:29.774+00
mailbox	\\x13a135dffe1fdef017dc48c459f33d4476e2656b219511d103347ce9e53e584a	01a20424-2e6e-72fe-976c-7dfb811e9094	2026-11-22 16:43:29.774+00
phone	\\x74475196bbbb4ff088ffd6dfc98c93d15d364c91ac3d39c5b27976392434a221	01a20424-2e6e-72fe-976c-7dfb811e9094	2026-11-22 16:43:29.774+00
customer-number	\\x4e05049f64da184d994050933949de985bb4738883bc7b46825da750a884bca1	01a20424-2e6e-72fe-976c-7dfb811e9094	2026-11-22 16:43:29.774+00
source-number	\\x9f2b1f07941d1b274b2581e9f6a083977a7e2ec0d62144649ce79a9917b9ab51	01a20424-2e6e-72fe-976c-7dfb811e9094	2026-11-22 16:43:29.774+00
email	\\xd58cd3c5c3d0913678d2f7726a6b5c3058bbc6da3cd9d5a6985d6045380b1093	01a20424-2e6e-793c-9a9a-2a864091a044	2026-11-22 16:43:29.774+00
mailbox	\\x62b6aa770265b96751c04456fd069c0361dd3d5952e85845705c3471450761e7	01a20424-2e6e-793c-9a9a-2a864091a044	2026-11-22 16:43:29.774+00
phone	\\x7dc3c18dbc0256d02c4d34dc37e6329aaed7cbe5fb6dd5f07a0f630473c70361	01a20424-2e6e-793c-9a9a-2a864091a044	2026-11-22 16:43:29.774+00
customer-number	\\xa8d0749058425727effa54eedc100022108e31a103be9ca57035ed9e18c1c8bf	01a20424-2e6e-793c-9a9a-2a864091a044	2026-11-22 16:43:29.774+00
source-number	\\xbeb3201324584b5cfdd29cea4f081b5fe807a3ce70708f31c91f51dd6dab2548	01a20424-2e6e-793c-9a9a-2a864091a044	2026-11-22 16:43:29.774+00
email	\\x27d67e0275c1c41c36002034cb2ecb8c96bfde167714e5d8395eeebc8af429eb	01a20424-2e6e-7509-b1b8-fdfda6d5ebe5	2026-11-22 16:43:29.774+00
mailbox	\\xa85fcffe44d5d94b41ef133f755c3f356cadb4757aed4f7d38b27c50fa043058	01a20424-2e6e-7509-b1b8-fdfda6d5ebe5	2026-11-22 16:43:29.774+00
phone	\\x2e1da73a2279c6a36bdd5e9e2ed128f98061d6796c0b3278fa484c0fdd341498	01a20424-2e6e-7509-b1b8-fdfda6d5ebe5	2026-11-22 16:43:29.774+00
customer-number	\\xc7f8d6e37f70d77bae6a151aba72539baeec560029549986a646baf6e3836c76	01a20424-2e6e-7509-b1b8-fdfda6d5ebe5	2026-11-22 16:43:29.774+00
source-number	\\x664bfc745e9b1c9c9fef6385081665dca2e7d98816e26ee83731fd8bb07e53b4	01a20424-2e6e-7509-b1b8-fdfda6d5ebe5	2026-11-22 16:43:29.774+00
email	\\x0b913e2baa7aa9fc69cf0f0c363b2ef1fefb1b30158922705113687e562dbafc	01a20424-2e6e-7894-9ba4-6bd87f4c64e2	2026-11-22 16:43:29.774+00
mailbox	\\x026f6a29c2c0dce4d1e98c8589b4eccb4c1316385268326c8b123a16c0304837	01a20424-2e6e-7894-9ba4-6bd87f4c64e2	2026-11-22 16:43:29.774+00
phone	\\x3f9a2ff4e67c93f65f9d1962d22a989df86ebd055ffc70b8284d6bbb64ee96dd	01a20424-2e6e-7894-9ba4-6bd87f4c64e2	2026-11-22 16:43:29.774+00
customer-number	\\x5754528e8613081ecbd80076dff820b6c1591f136474f8ea261a6853437225a0	01a20424-2e6e-7894-9ba4-6bd87f4c64e2	2026-11-22 16:43:29.774+00
source-number	\\xee498187984aff8c708f51dc369e9f8befd1ccd9a18c45327bde2e89a3e82f09	01a20424-2e6e-7894-9ba4-6bd87f4c64e2	2026-11-22 16:43:29.774+00
email	\\x6d39d1c8cb0da31998dca46375062c12bcfadd6f2ad81c5e43a57663b06b49ff	01a20424-2e6e-7b86-bce8-6a8a1c79dafd	2026-11-22 16:43:29.774+00
mailbox	\\x2ba3e2adeaf2cd6548aef18bd310c4328a6d656d57366c4adae7b53aa5753f05	01a20424-2e6e-7b86-bce8-6a8a1c79dafd	2026-11-22 16:43:29.774+00
phone	\\xf3c402f1eefd5f18e055b1d05d67d91908f33371e783442146d1f468e0456861	01a20424-2e6e-7b86-bce8-6a8a1c79dafd	2026-11-22 16:43:29.774+00
customer-number	\\x3f1277c0f17ee44305c48bdfa7de0090692d46066b940d334b9e476b2b60fe55	01a20424-2e6e-7b86-bce8-6a8a1c79dafd	2026-11-22 16:43:29.774+00
source-number	\\x0d044f05dd4cbf54cf24c81cd9bb9e8106f32d2afae88b895dda398d89d66b16	01a20424-2e6e-7b86-bce8-6a8a1c79dafd	2026-11-22 16:43:29.774+00
email	\\xb0d45308fb162e3fdaa7ca00c82fce0a9d951e377eaa498410d92bf21c35a499	01a20424-2e6e-7085-8cc0-64c63c70bba2	2026-11-22 16:43:29.774+00
mailbox	\\x5efb27b7c29379dc46fa032bbd1960fda6fd519b4041d75d5b84e5bc87fd817a	01a20424-2e6e-7085-8cc0-64c63c70bba2	2026-11-22 16:43:29.774+00
phone	\\x03d88fed81f82c25983b5e1e96f09b6b1532a18b66ede4a20a262ff8211205c4	01a20424-2e6e-7085-8cc0-64c63c70bba2	2026-11-22 16:43:29.774+00
customer-number	\\x19f3f13cc0453420ea5c9645f19d6ac4cfdc79c23b5affdf3d9658594e657c6a	01a20424-2e6e-7085-8cc0-64c63c70bba2	2026-11-22 16:43:29.774+00
source-number	\\x8bbf6990588239c50d2b518130e7701b71c2a8720970ecec93526d7ee66d9e68	01a20424-2e6e-7085-8cc0-64c63c70bba2	2026-11-22 16:43:29.774+00
email	\\xbcb6d07bb8f50e536f11f18f28344d2d366b84e66db64872114f748adb976532	01a20424-2e6e-75ef-8632-9cdf713a93df	2026-11-22 16:43:29.774+00
mailbox	\\x7823458e1b20b2fda4c2b9435acc5c498bc2250a68e23709471328d834b7c162	01a20424-2e6e-75ef-8632-9cdf713a93df	2026-11-22 16:43:29.774+00
phone	\\xe35e9513f99163ff9de11bcdeb6a653ba9e2bdaef0a440386fcb18027553d988	01a20424-2e6e-75ef-8632-9cdf713a93df	2026-11-22 16:43:29.774+00
customer-number	\\xbc04bb0f78a1dfeb6a7840bbbfecb2ed7e09c9889a08e30b2ac3683073b783e2	01a20424-2e6e-75ef-8632-9cdf713a93df	2026-11-22 16:43:29.774+00
source-number	\\x045dac81cc8c3232e299778f605f637dbc0ad5968d1f390079e8fe2fc0da8bd4	01a20424-2e6e-75ef-8632-9cdf713a93df	2026-11-22 16:43:29.774+00
email	\\x0dfa58e1e6fb1faeb630ada272f0f8505b3d176409bae87e098e88edff887742	01a20424-2e6e-7950-b72a-5c0c37deb44f	2026-11-22 16:43:29.774+00
mailbox	\\xb4c79208b64fa469755ee10f3d8a76c418bb0e98f4f3d95cda002466e4eac2b1	01a20424-2e6e-7950-b72a-5c0c37deb44f	2026-11-22 16:43:29.774+00
phone	\\x41345b6ae786adf92badf33b6afbab1e5db5749c053215bc4234756f30440577	01a20424-2e6e-7950-b72a-5c0c37deb44f	2026-11-22 16:43:29.774+00
customer-number	\\xc013dd655f5f33ca5f65298ebc305abe066172c190e19ef340470fcb0fd40eaa	01a20424-2e6e-7950-b72a-5c0c37deb44f	2026-11-22 16:43:29.774+00
source-number	\\xe3b9ec6770b8314c51918e6b3a612822491526a4442320831c942f823dc23195	01a20424-2e6e-7950-b72a-5c0c37deb44f	2026-11-22 16:43:29.774+00
\.

copy import (import_id, file_name, file_size, settings, mapping, state, rows_total, rows_done, counts, failure, created_at, created_by, started_at, finished_at) from stdin;
01a20424-2e0b-7181-8179-3a4538299f0d	customers.csv	772	{"ground": "contract", "source": "old system", "country": "SE", "purposes": ["contract"], "collected": "self"}	{"Ort": "city", "E-post": "email", "Telefon": "phone", "Förnamn": "given_name", "Efternamn": "family_name", "Kundnummer": "customer_number"}	done	13	13	{"new": 12, "changed": 0, "heldBack": 0, "unchanged": 1, "duplicates": 2, "heldValues": 1, "droppedColumns": 0}	\N	2026-11-22 16:43:29.675+00	tester	2026-11-22 16:43:29.725+00	2026-11-22 16:43:30.016+00
\.

copy import_row (import_id, row_no, outcome, person_id, reasons, rehearsal) from stdin;
01a20424-2e0b-7181-8179-3a4538299f0d	2	new	01a20424-2e6e-7e2d-93ea-c0cfdb6fe8d9	[]	f
01a20424-2e0b-7181-8179-3a4538299f0d	3	new	01a20424-2e6e-71ae-ae8c-3a48d7b57302	[]	f
01a20424-2e0b-7181-8179-3a4538299f0d	4	new	01a20424-2e6e-7193-aafa-ee10f7bbba0d	[]	f
01a20424-2e0b-7181-8179-3a4538299f0d	5	new	01a20424-2e6e-7037-b63b-317d6ecdbf60	[]	f
01a20424-2e0b-7181-8179-3a4538299f0d	6	new	01a20424-2e6e-72fe-976c-7dfb811e9094	[]	f
01a20424-2e0b-7181-8179-3a4538299f0d	7	new	01a20424-2e6e-793c-9a9a-2a864091a044	[]	f
01a20424-2e0b-7181-8179-3a4538299f0d	8	new	01a20424-2e6e-7509-b1b8-fdfda6d5ebe5	[]	f
01a20424-2e0b-7181-8179-3a4538299f0d	9	new	01a20424-2e6e-7894-9ba4-6bd87f4c64e2	[]	f
01a20424-2e0b-7181-8179-3a4538299f0d	10	new	01a20424-2e6e-7b86-bce8-6a8a1c79dafd	[]	f
01a20424-2e0b-7181-8179-3a4538299f0d	11	new	01a20424-2e6e-7085-8cc0-64c63c70bba2	[]	f
01a20424-2e0b-7181-8179-3a4538299f0d	12	new	01a20424-2e6e-75ef-8632-9cdf713a93df	[{"rule": null, "text": "imports.suspected-duplicate", "field": null, "column": null}]	f
01a20424-2e0b-7181-8179-3a4538299f0d	13	new	01a20424-2e6e-7950-b72a-5c0c37deb44f	[{"rule": null, "text": "imports.suspected-duplicate", "field": null, "column": null}]	f
01a20424-2e0b-7181-8179-3a4538299f0d	14	unchanged	01a20424-2e6e-7085-8cc0-64c63c70bba2	[{"rule": null, "text": "values.email-space", "field": "email", "column": "E-post"}]	f
\.

copy installation (installation_id, created_at, keeper_id, controller, demo) from stdin;
3b149e53-6f62-4860-a179-71d7ab736ab1	2026-11-22 16:43:27.358+00	f92811ef-7506-4ca4-bf97-2fb90eab533e	{"name": "Fjällströms Hem & Fritid AB", "country": "SE"}	t
\.

copy ledger_entry (person_id, seq, kind, at, purpose, purpose_version, channel, contact_point_id, frequency, surface, language, actor_kind, actor_id, wording_id, evidence, salt) from stdin;
01a20424-2e6e-7e2d-93ea-c0cfdb6fe8d9	1	contract-started	2026-11-22 16:43:29.774+00	contract	1	\N	\N	\N	import	\N	staff	tester	\N	{"ground": "01a20424-2e6e-7113-8fed-a63ee23ca8fa"}	\\x430b145d3a0ed408b5b86900b71eb2a4d69ed7e7f0b43037fc562af3f400dbb5
d0000000-0000-7000-8000-000000000005	1	contract-started	2025-11-22 16:43:27.74+00	membership	1	\N	\N	\N	web	\N	system	\N	\N	{"ground": "019aac72-fa7c-714b-b996-389c8e294356"}	\\x929dd7c6b21f21bb1b99156fe2cf55f16f72c00cd39b4700e69c363445790078
d0000000-0000-7000-8000-000000000005	2	given	2026-11-02 16:43:27.74+00	competitions	1	email	019aac72-fa7c-7a64-8b1c-f2eb1d7af752	\N	web	sv	person	\N	\N	{}	\\xe42532a8414eab731eab79518ea5af40764a0ea3fd7c93139296bc1980996588
01a20424-2e6e-7085-8cc0-64c63c70bba2	1	contract-started	2026-11-22 16:43:29.774+00	contract	1	\N	\N	\N	import	\N	staff	tester	\N	{"ground": "01a20424-2e6e-7825-8b21-baa6e6d7b06f"}	\\x827f662e251674f822dcd4470740d56cefd591f3a6213dc8733fd1bcdc41580a
d0000000-0000-7000-8000-000000000001	1	contract-started	2025-11-22 16:43:27.74+00	contract	1	\N	\N	\N	web	\N	system	\N	\N	{"ground": "019aac72-fa7c-7440-b43b-6c954b88624c"}	\\xd04670c0099436a6def0cbb1ab949640d9b0d95a5a4ad5dd7f7eb26c88243e25
d0000000-0000-7000-8000-000000000009	1	contract-started	2025-11-22 16:43:27.74+00	contract	1	\N	\N	\N	web	\N	system	\N	\N	{"ground": "019aac72-fa7c-7244-81e4-8511813883be"}	\\xc390c6bcb0097fc390667f2f1c34e1d0b6ba9ec1824212b1f3fb9a8dfc4ce189
d0000000-0000-7000-8000-00000000000e	1	contract-started	2025-11-22 16:43:27.74+00	service	1	\N	\N	\N	web	\N	system	\N	\N	{"ground": "019aac72-fa7c-7038-871e-efce46d271e8"}	\\x74c2a9713a06835d13391d7246122e1d54b3ac9026c428140f74fc0396e82015
d0000000-0000-7000-8000-000000000001	2	given	2026-05-06 16:43:27.74+00	news	1	email	019aac72-fa7c-7fc7-97c3-f34ba7b3fd0b	monthly	web	sv	person	d0000000-0000-7000-8000-000000000001	\N	{}	\\x694499069fe252e8cebd2779253983580d8712f17a8bc7856cca1b7f429cd48e
d0000000-0000-7000-8000-000000000001	3	asked	2026-11-22 16:43:30.956+00	events	1	email	019aac72-fa7c-7fc7-97c3-f34ba7b3fd0b	\N	mail	sv	system	\N	\\xe639c3d55838159c7ac6e367cbebf8816fb1a6a2472270f7c2ff962354a6ade8	{"mailing": "01a20424-31af-7834-8d5f-ebb8491d0f84"}	\\x8b5f06f675cc8387d26fa2b1996f6be63541829f4b95d44bc858e259dad98060
d0000000-0000-7000-8000-000000000003	1	contract-started	2025-11-22 16:43:27.74+00	contract	1	\N	\N	\N	web	\N	system	\N	\N	{"ground": "019aac72-fa7c-76f3-ad25-87a350a6c3bf"}	\\xc742d0058e7c6bb85a41c20f498de46827b3914f6889430fb4270b7972d666f3
d0000000-0000-7000-8000-00000000000c	1	contract-started	2025-11-22 16:43:27.74+00	contract	1	\N	\N	\N	web	\N	system	\N	\N	{"ground": "019aac72-fa7c-795d-9e34-0d45613001af"}	\\xfba3e42bf16b06b28d74fcc2a965d25a303d4319d34eac7949a5545ef86d5966
d0000000-0000-7000-8000-000000000003	2	contract-ended	2026-09-23 16:43:27.74+00	contract	1	\N	\N	\N	web	\N	system	\N	\N	{"ground": "019aac72-fa7c-76f3-ad25-87a350a6c3bf"}	\\x83c5cd7bb66e22164786de73db4421da4fd8ca58ea538224e01ffcf44e5e1616
01a20424-2e6e-72fe-976c-7dfb811e9094	1	contract-started	2026-11-22 16:43:29.774+00	contract	1	\N	\N	\N	import	\N	staff	tester	\N	{"ground": "01a20424-2e6e-7e05-bb7b-0eb85bb05837"}	\\xcc7d71e7724cc7af97b459fb20c60f299d03efb046ec9ba6d8e6854d2be2099e
d0000000-0000-7000-8000-000000000004	1	contract-started	2025-11-22 16:43:27.74+00	contract	1	\N	\N	\N	web	\N	system	\N	\N	{"ground": "019aac72-fa7c-75ee-8494-506e7fdd6a58"}	\\x868eb6ff9b6fd582b90aa3ee2a64fd84c1c3c35c0700e51583c9cb0b98ea2442
d0000000-0000-7000-8000-000000000004	2	contract-started	2025-11-22 16:43:27.74+00	invoicing	1	\N	\N	\N	web	\N	system	\N	\N	{"ground": "019aac72-fa7c-7638-a883-13574c6b26fe"}	\\x148764460e76a6a4e8e4b952aa186519de200c2c1dc0ec01da9c854e17d254f2
d0000000-0000-7000-8000-000000000004	3	given	2026-10-23 16:43:27.74+00	tips	1	email	019aac72-fa7c-715c-8453-69ca3e99342d	\N	web	sv	person	d0000000-0000-7000-8000-000000000004	\N	{}	\\x2edc99e5fd5a2cc0865e688f812750b1dc21dd6ce5c49fffae07f19d09384e51
01a20424-2e6e-71ae-ae8c-3a48d7b57302	1	contract-started	2026-11-22 16:43:29.774+00	contract	1	\N	\N	\N	import	\N	staff	tester	\N	{"ground": "01a20424-2e6e-7afb-94c2-26f861adc5b1"}	\\x7315fd30be4ecabfc7dea7f91a4f8c68d3baacca8e7a94286e9cffe1cf0441f2
01a20424-2e6e-793c-9a9a-2a864091a044	1	contract-started	2026-11-22 16:43:29.774+00	contract	1	\N	\N	\N	import	\N	staff	tester	\N	{"ground": "01a20424-2e6e-77cf-93a9-281d424814f2"}	\\x65d8922e80d36493523d3abdff562a3154671250d81555d3c655b73040b02406
01a20424-2e6e-7894-9ba4-6bd87f4c64e2	1	contract-started	2026-11-22 16:43:29.774+00	contract	1	\N	\N	\N	import	\N	staff	tester	\N	{"ground": "01a20424-2e6e-7ffd-975b-a57e90b04274"}	\\x7ceac23c011e9ac13b0fe33d7b60719e0b6684f7be32fdf0d90042353d176229
d0000000-0000-7000-8000-000000000004	4	asked	2026-11-22 16:43:30.957+00	events	1	email	019aac72-fa7c-715c-8453-69ca3e99342d	\N	mail	sv	system	\N	\\xe639c3d55838159c7ac6e367cbebf8816fb1a6a2472270f7c2ff962354a6ade8	{"mailing": "01a20424-31af-7834-8d5f-ebb8491d0f84"}	\\x88108d55e39a0c1ddfd1c883d50217affc10fc6e11782429b4678c4d7d10b847
d0000000-0000-7000-8000-000000000008	1	contract-started	2025-11-22 16:43:27.74+00	contract	1	\N	\N	\N	web	\N	system	\N	\N	{"ground": "019aac72-fa7c-767e-b25c-e3257a11688e"}	\\x986db6c7f39bcbda94eaf199404292aa7b999eaa3de1d2b2dcec6c9e2b7a65a6
d0000000-0000-7000-8000-000000000008	2	given	2026-10-08 16:43:27.74+00	events	1	email	019aac72-fa7c-7e49-8325-b2e77aed767d	\N	web	nb	person	d0000000-0000-7000-8000-000000000008	\N	{}	\\x7328d5755cd9a6a8c21567a7a4a9a7b96fbf0923b826fba972f2634bf2ebe52d
01a20424-2e6e-7193-aafa-ee10f7bbba0d	1	contract-started	2026-11-22 16:43:29.774+00	contract	1	\N	\N	\N	import	\N	staff	tester	\N	{"ground": "01a20424-2e6e-78f6-a504-b2dc5108dbbd"}	\\x30c0c62e69856be18fe93e3a03ebda27958c231bf9d93087de2359869499caf1
01a20424-2e6e-75ef-8632-9cdf713a93df	1	contract-started	2026-11-22 16:43:29.774+00	contract	1	\N	\N	\N	import	\N	staff	tester	\N	{"ground": "01a20424-2e6e-7a08-89e9-38c49be59c58"}	\\x66f55409877ce08c4c6d01d483cb9efe1811ae693dd19751dffad053c7d26f55
d0000000-0000-7000-8000-000000000002	1	contract-started	2025-11-22 16:43:27.74+00	contract	1	\N	\N	\N	web	\N	system	\N	\N	{"ground": "019aac72-fa7c-7a81-8661-fd63ddfcbb74"}	\\x9847e3f4140dc7dbb2aea54a10680b4b53eb932a41ccff6d313974dd37bd82ea
d0000000-0000-7000-8000-000000000002	2	contract-started	2025-11-22 16:43:27.74+00	invoicing	1	\N	\N	\N	web	\N	system	\N	\N	{"ground": "019aac72-fa7c-7fbc-b3f4-448226fbefb9"}	\\x5ee2cb34e37166e5cec703c1427c404c20db29af7fa25760ca8620f157e23eb9
d0000000-0000-7000-8000-00000000000b	1	contract-started	2025-11-22 16:43:27.74+00	contract	1	\N	\N	\N	web	\N	system	\N	\N	{"ground": "019aac72-fa7c-7026-a16a-3dc7c88fadee"}	\\x1182827aac423c9df62e0b1bcd29b2a7c8470547cf2a71a8b16563c0ff37ac22
d0000000-0000-7000-8000-00000000000b	2	contract-started	2025-11-22 16:43:27.74+00	service	1	\N	\N	\N	web	\N	system	\N	\N	{"ground": "019aac72-fa7c-751a-81c6-7582efd16c40"}	\\x362fbc5331b7a5643cdf1e15aac7dd835a0f549a5db061af68e22983da91f958
d0000000-0000-7000-8000-000000000010	1	contract-started	2025-11-22 16:43:27.74+00	contract	1	\N	\N	\N	web	\N	system	\N	\N	{"ground": "019aac72-fa7c-742d-a014-e4ddbf67850d"}	\\x1f5243d9cc2152f467978f72167c3250a327587c1f76b318c698e3e7e781a1dc
d0000000-0000-7000-8000-000000000002	3	given	2026-08-24 16:43:27.74+00	events	1	letter	019aac72-fa7c-7868-9346-8d28f1751b65	\N	letter	sv	person	d0000000-0000-7000-8000-000000000002	\N	{"kind": "slip", "text": "Svarstalong på fakturan, kryss vid inbjudningar"}	\\xd7e9c964f278d7b2dcc2cb36fe1196b6870541b64f7579dd69a5a83db15b93de
d0000000-0000-7000-8000-00000000000b	3	given	2026-01-26 16:43:27.74+00	news	1	email	019aac72-fa7c-794e-8bdc-ceda62331631	\N	web	sv	person	d0000000-0000-7000-8000-00000000000b	\N	{}	\\x824f08347686bb98c4e5ce6ce1b541d8cc0323d97e6803c34764dd523c10da2f
d0000000-0000-7000-8000-00000000000b	4	objected	2026-11-10 16:43:27.74+00	\N	\N	\N	019aac72-fa7c-794e-8bdc-ceda62331631	\N	web	sv	person	d0000000-0000-7000-8000-00000000000b	\N	{}	\\xe64f5c88a6956a10cdc4e7bb6b98735840e4e126c55ac538bb973b49a88d89f4
d0000000-0000-7000-8000-000000000010	2	given	2026-11-20 16:43:27.74+00	news	1	email	019aac72-fa7c-7d42-976b-fb342714b9cc	\N	web	sv	person	d0000000-0000-7000-8000-000000000010	\N	{"needsConfirmation": true}	\\x4725cf3049dcc16f3f46a5a31a8a92c0a719c9080f1f2b12031c5435e56b1506
d0000000-0000-7000-8000-00000000000f	1	contract-started	2025-11-22 16:43:27.74+00	contract	1	\N	\N	\N	web	\N	system	\N	\N	{"ground": "019aac72-fa7c-7816-b390-cf75b30c853f"}	\\x0971b57ca00db6931f08e9b54784837e6ed40bd6d9cad38b86d9a0b38cf69d63
d0000000-0000-7000-8000-000000000011	1	contract-started	2025-11-22 16:43:27.74+00	contract	1	\N	\N	\N	web	\N	system	\N	\N	{"ground": "019aac72-fa7c-79cf-b19c-d253a3dacce5"}	\\xc70e139a4d6b2f976674c5cbb901152046c99715893b07a6891654f713414f35
d0000000-0000-7000-8000-000000000011	2	given	2026-07-25 16:43:27.74+00	surveys	1	email	019aac72-fa7c-7c25-a10f-7f945d78461d	\N	web	sv	person	d0000000-0000-7000-8000-000000000011	\N	{}	\\x1a38e8667eb5ef6705f021cccc88d74934b4ca7054e7e6e6b0ad41c6bdf74b6f
d0000000-0000-7000-8000-000000000011	3	restricted	2026-11-17 16:43:27.74+00	\N	\N	\N	019aac72-fa7c-7c25-a10f-7f945d78461d	\N	phone	sv	staff	\N	\N	{"kind": "call-note", "text": "Säger att födelsedatumet är fel"}	\\x2eed34e1fe85731d5125b26de558a4100bb106c7d7aa04aa33d82850204289b7
01a20424-2e6e-7037-b63b-317d6ecdbf60	1	contract-started	2026-11-22 16:43:29.774+00	contract	1	\N	\N	\N	import	\N	staff	tester	\N	{"ground": "01a20424-2e6e-7df5-835e-a0f3b4fb43dd"}	\\xab8552766b2bca7c758208d06e1df05e6b686ef5e61dfb755db9d5501b1e0746
01a20424-2e6e-7509-b1b8-fdfda6d5ebe5	1	contract-started	2026-11-22 16:43:29.774+00	contract	1	\N	\N	\N	import	\N	staff	tester	\N	{"ground": "01a20424-2e6e-7520-88de-93f1576d4861"}	\\x2d974ec7d3218023a5b0a684a3ff3799a178c46f5b7a181c1566b25f16fc23b6
01a20424-2e6e-7b86-bce8-6a8a1c79dafd	1	contract-started	2026-11-22 16:43:29.774+00	contract	1	\N	\N	\N	import	\N	staff	tester	\N	{"ground": "01a20424-2e6e-70d5-b1ca-2f17006beff6"}	\\x936b7aa5d33fa87c24d51851f947109c33b380048df01f4b1067255dbbced08c
01a20424-2e6e-7950-b72a-5c0c37deb44f	1	contract-started	2026-11-22 16:43:29.774+00	contract	1	\N	\N	\N	import	\N	staff	tester	\N	{"ground": "01a20424-2e6e-76c7-82d6-ce54a314aa30"}	\\x8881d1360da06aac5def34486a2db6720aad4991735e6de61bb513ed54ce5dae
d0000000-0000-7000-8000-00000000000d	1	contract-started	2025-11-22 16:43:27.74+00	invoicing	1	\N	\N	\N	web	\N	system	\N	\N	{"ground": "019aac72-fa7c-792e-afad-5e25e95b6a5c"}	\\x7130f4115efa037b548f42d44ce54f296ebdd85496c1ddbfc2b7f80f8cfc1afb
d0000000-0000-7000-8000-000000000006	1	contract-started	2025-11-22 16:43:27.74+00	contract	1	\N	\N	\N	web	\N	system	\N	\N	{"ground": "019aac72-fa7c-7664-ad46-4e4bcd147dad"}	\\x18ed310e544d99a30ab58f809b173b23e6c407f91afe7b0428d7feb0c97723b7
d0000000-0000-7000-8000-000000000007	1	contract-started	2025-11-22 16:43:27.74+00	contract	1	\N	\N	\N	web	\N	system	\N	\N	{"ground": "019aac72-fa7c-74e1-bef0-302c888ad9fe"}	\\x1e5e8e2b3762b7519942008443246e8162eb2722e1f73a21a17d80f3a30ea3ab
d0000000-0000-7000-8000-000000000006	2	given	2026-06-25 16:43:27.74+00	news	1	email	019aac72-fa7c-77cb-81ed-a5cf22756a3c	\N	web	sv	person	d0000000-0000-7000-8000-000000000006	\N	{}	\\x4a263ac05ff2275aea35c9d6695c96dc81cafee14c4900b5d34daa67034a418f
d0000000-0000-7000-8000-000000000007	2	objected	2026-08-14 16:43:27.74+00	\N	\N	\N	019aac72-fa7c-7361-9853-50658c2af5a1	\N	web	sv	person	d0000000-0000-7000-8000-000000000007	\N	{}	\\x5253926dcbc7e9ab539ca5f9862e3637b017211d4918d1203a10f0f2ccf1ceb0
d0000000-0000-7000-8000-000000000006	3	asked	2026-11-22 16:43:30.966+00	events	1	email	019aac72-fa7c-77cb-81ed-a5cf22756a3c	\N	mail	sv	system	\N	\\xe639c3d55838159c7ac6e367cbebf8816fb1a6a2472270f7c2ff962354a6ade8	{"mailing": "01a20424-31af-7834-8d5f-ebb8491d0f84"}	\\x92f9024af40c8a96f954fcaa7230df1a888c9d012955ca962b0da1b610b54289
d0000000-0000-7000-8000-00000000000a	1	contract-started	2025-11-22 16:43:27.74+00	contract	1	\N	\N	\N	web	\N	system	\N	\N	{"ground": "019aac72-fa7c-7756-b6ce-978aefe85b93"}	\\x33f94efecb91477d130a5c98842c8da237aa0f5b4022ed7eaea52ee8a951dd61
d0000000-0000-7000-8000-00000000000a	2	asked	2026-09-03 16:43:27.74+00	news	1	email	019aac72-fa7c-7802-9fcc-3c0d5c6def26	\N	mail	sv	system	\N	\N	{}	\\x3ec40d05db8474c69d073a94690e4212d8e498da4e7a478eef487ef12e96605e
d0000000-0000-7000-8000-00000000000a	3	stop-asking	2026-09-04 16:43:27.74+00	\N	\N	\N	019aac72-fa7c-7802-9fcc-3c0d5c6def26	\N	mail	sv	person	d0000000-0000-7000-8000-00000000000a	\N	{}	\\xbd9ec4bafda83418a6481f28d2ee47b7f6ba146e0817b56715cd7afd018a3707
\.

copy ledger_head (size, epoch, root, signed_note, at) from stdin;
50	1	\\xeea7fafcca786795d35e71d4108d55059c6402d846b7d450f7242da932719b36	tillit.example/ledger\n50\n7qf6/Mp4Z5XTXnHUEI1VBZxkAthGt9RQ9yQtqTJxmzY=\nepoch 1\n\n— tillit.example/ledger KSULzDp25srHaT/Iqa49vh0nEJKHt6M0I+zATANEX8yp4kWuD/k5NYAwj9qLa4SvfyfOyDj6q5rkJCo1Vlr+nAbZ1ws=\n	2026-11-22 16:43:31.189+00
\.

copy ledger_leaf (leaf_index, commitment, note) from stdin;
0	\\xbbcb8f6fa938e62dad6ca21ee5e7c01e8f728d19aa9db2b496debc54cbb7c349	\N
1	\\x6334a5cf28d86b060c57e0cb10df53c219974bdb2c25abfa0b42628a6de5acfd	\N
2	\\xa88e9634a7ec2e92ee32c68a0a38e6f0fb0a6e71c6986ce6c245e6811c9af034	\N
3	\\xf31f6a5078fb38c5a3cc3c5ba40f0c2b0f9b60cf88dce60c868c036661cd6761	\N
4	\\x47474b348101646e037fcdc86282ef28bc87ccd255fbb28ca4a94aec2c47f3b5	\N
5	\\x1f1f125bb0294a209aa91981e0f47ea20367b0b27acff1be1f2cde5dd3aca3e2	\N
6	\\x5ac57647bbdb28892778d257bd9692adb8a9c675ff0708ac6b748ababc436d33	\N
7	\\x890d649e4d0ab1cc27d9b55aabb64d69b438d17f22350d4d5393da19991d8868	\N
8	\\xf99d941570613c93c0e5375a0dc75e048b8ae413e8f58f1a7c129e24182a497d	\N
9	\\x620bc6663b1351e9c158c1b66d4c302bb7934818679c31427022343c908ee445	\N
10	\\x065e26efa73763a3a783f2eb5a4f9606c80454beba435f67ad738c05f7fa3a03	\N
11	\\x479dde413b35ce6cbe67a08258234722f93526b77a84d3cd822840d02fb6460b	\N
12	\\xd82ae5c0b43770f2ae5718dd401c1f55cf0505c2cadd7dc4289b59c09b1d958c	\N
13	\\xddb2c5f6c44cc8d5e0c0f2a1ab06d06fa6d2a6829d231772f241357fec07f4e9	\N
14	\\xc7e1d91cf08e2aaa2ba4c5cdec7958866363cf94b998172e520ac54368c1e81b	\N
15	\\xdec0abdc0bc7b855cf208c53437da3a17f3dba9d153526cd5c206a2774113e26	\N
16	\\x4f9c68c13e43011f5acd6d9dcec85aca16059ee5cbe8d49eb5f31254b2f1242c	\N
17	\\x8c031171f1279ee14ce06aedf88b83535a421dba06119493d8af6fe3176ad39d	\N
18	\\x11577da2cb6f2521717b5b5e927be2ff3c5170dfb04b373bc3e769aebba4e436	\N
19	\\xb0095b2f7d5da6858c7b185f3c2995d31fa4df08f4b122be1ee4cf23f50a9602	\N
20	\\x112c36441b1baba72e65fd4067e2352e3a6c98e1ee0f0a500d1d2e41ffb6553c	\N
21	\\x836e258614b328f235e12b158864884059e8df11034a9e6f303d0e551e2736bf	\N
22	\\x5795674ec238c967db09e85668bc2e1daca3c3175f13396e4abf86cf1d643be9	\N
23	\\xea3028772ca056c355d7f8b1611808eb9e063fa3fa35530614e0b09d3b581672	\N
24	\\xa370cf90595eea8328036007996047933031698618abbcfd6b5a0a3299376c42	\N
25	\\x60603c6aa6dff0cc8f1dc212cd4229928397a4b99fa1ac49e737120e0942fd07	\N
26	\\xd129c5a6bbd5747a5b210745deda5c9317b74115081d1e91abd75cffa66eb2e7	\N
27	\\xde1907c71793f28c548033ed44e162bc3ca7d9ea4e1814f943db26d239f3aa4f	\N
28	\\xd6f2bcad6f6f13c421bf13f27b3ea6e0504c1aa15d2a7faedbd9e578a875fca0	\N
29	\\xe48729520910db9842c6ae86fea418607543ed2dee926559b482347efe9274a9	\N
30	\\x0bd3a33aa8b16764f126771db11eca9c12fbaa778c681dc41b97ae1c961934c1	\N
31	\\x47ce8508d6fd82c8c3af68ab13530728ab6da91569c7a7e23c54528353c1cb2b	\N
32	\\x24b9183cbcbfd57b49cf6662bd31ee199850b57b7f23e2cfbf201f8b9f3a55fe	\N
33	\\x68ad20172bf67afdb45b37bc00b7411f11dfd0caa911f7262a579fd24684c255	\N
34	\\xb06815dd64073ba08a32bab9e8a9bf3e5676d300c024380b88771f1ab3cf8dc1	\N
35	\\xa00ab1e25222cfc3fe3ba1be067d3e58f9b07476c786f1e5896079d930da0072	\N
36	\\x5ceaf8255a4f556af9ebb2ce123bdd01afcf7bac4847b242bb129bd52966a598	\N
37	\\xc085d0936c8d56754f1364a5a74fb52f8b74690c34dd9664d5d9e6cc93e1add5	\N
38	\\x7db461cb3a998882557d67ba4ef10e994dd691d38f9de1cea71c9ff6783d6eeb	\N
39	\\xbe20639006f6932014f6e4912857c56185502d63d56230e385adf20b9521e8fc	\N
40	\\x4b75bdacfcd7944d7d19ee059cd1dd54ff43a20ac0bdb8620d1276093c9c2f99	\N
41	\\xf5cf2fd6825a823f60e6eec325e3c334b62023b8543fc80b99749204c300dc2c	\N
42	\\xdcd0b4c58ba287e519b04409649434f1fd17492f27c6283974415c5ae8b1a7bb	\N
43	\\x414d532129038a9da76356557b6477cb5ecf05181e4add88fb835ce9b9fdf4bc	\N
44	\\xc6e7ef7a92e4af4d7674a41e5947b8f38b176984bf6b1a70aed72a2fc18437e7	\N
45	\\x721285247fccdc294d645f0ab5650d28fcaf39f492b62fda2564da94d9895ddd	\N
46	\\xe22ae0f2030384d30ba74c72e8981b5a22599bc5d432793bdde5ae915d5c3638	\N
47	\\xefd2aa3ce9ce9e68dc89f72b2a495c3c9fea564520ef6e8e287d007199ca6d7b	\N
48	\\x4cb18f8b0c48c378752d5faba7727c785b92e6d90cbde7daa0f0aa5a2a36a2ac	\N
49	\\xf250144dafc039866f51bfd6dd608cf68251b55a0db0490c3170b6737a4c954b	\N
\.

copy ledger_place (person_id, seq, leaf_index) from stdin;
01a20424-2e6e-7e2d-93ea-c0cfdb6fe8d9	1	46
d0000000-0000-7000-8000-000000000005	1	6
d0000000-0000-7000-8000-000000000005	2	31
01a20424-2e6e-7085-8cc0-64c63c70bba2	1	36
d0000000-0000-7000-8000-000000000001	1	0
d0000000-0000-7000-8000-000000000009	1	10
d0000000-0000-7000-8000-00000000000e	1	16
d0000000-0000-7000-8000-000000000001	2	21
d0000000-0000-7000-8000-000000000001	3	47
d0000000-0000-7000-8000-000000000003	1	3
d0000000-0000-7000-8000-00000000000c	1	14
d0000000-0000-7000-8000-000000000003	2	28
01a20424-2e6e-72fe-976c-7dfb811e9094	1	39
d0000000-0000-7000-8000-000000000004	1	4
d0000000-0000-7000-8000-000000000004	2	5
d0000000-0000-7000-8000-000000000004	3	30
01a20424-2e6e-71ae-ae8c-3a48d7b57302	1	38
01a20424-2e6e-7894-9ba4-6bd87f4c64e2	1	42
01a20424-2e6e-793c-9a9a-2a864091a044	1	43
d0000000-0000-7000-8000-000000000004	4	48
d0000000-0000-7000-8000-000000000008	1	9
d0000000-0000-7000-8000-000000000008	2	29
01a20424-2e6e-7193-aafa-ee10f7bbba0d	1	37
01a20424-2e6e-75ef-8632-9cdf713a93df	1	41
d0000000-0000-7000-8000-000000000002	1	1
d0000000-0000-7000-8000-000000000002	2	2
d0000000-0000-7000-8000-00000000000b	1	12
d0000000-0000-7000-8000-00000000000b	2	13
d0000000-0000-7000-8000-000000000010	1	18
d0000000-0000-7000-8000-00000000000b	3	20
d0000000-0000-7000-8000-000000000002	3	25
d0000000-0000-7000-8000-00000000000b	4	32
d0000000-0000-7000-8000-000000000010	2	34
d0000000-0000-7000-8000-00000000000f	1	17
d0000000-0000-7000-8000-000000000011	1	19
d0000000-0000-7000-8000-000000000011	2	23
d0000000-0000-7000-8000-000000000011	3	33
01a20424-2e6e-7037-b63b-317d6ecdbf60	1	35
01a20424-2e6e-7509-b1b8-fdfda6d5ebe5	1	40
01a20424-2e6e-7950-b72a-5c0c37deb44f	1	44
01a20424-2e6e-7b86-bce8-6a8a1c79dafd	1	45
d0000000-0000-7000-8000-00000000000d	1	15
d0000000-0000-7000-8000-000000000006	1	7
d0000000-0000-7000-8000-000000000007	1	8
d0000000-0000-7000-8000-000000000006	2	22
d0000000-0000-7000-8000-000000000007	2	24
d0000000-0000-7000-8000-000000000006	3	49
d0000000-0000-7000-8000-00000000000a	1	11
d0000000-0000-7000-8000-00000000000a	2	26
d0000000-0000-7000-8000-00000000000a	3	27
\.

copy look (person_id, look_id, at, actor_kind, actor_id, roles, why, fields) from stdin;
d0000000-0000-7000-8000-000000000005	01a20424-2c4f-7a11-bae1-f59f106991d2	2026-11-22 16:43:29.231+00	staff	01a20424-2a95-78d4-a9e3-99bec14011f8	{administrator}	list	{name,email,grounds}
d0000000-0000-7000-8000-00000000000e	01a20424-2c4f-73dd-b334-04c6ffbded65	2026-11-22 16:43:29.231+00	staff	01a20424-2a95-78d4-a9e3-99bec14011f8	{administrator}	list	{name,email,grounds}
d0000000-0000-7000-8000-000000000001	01a20424-2c4f-7323-b053-732701317e7f	2026-11-22 16:43:29.231+00	staff	01a20424-2a95-78d4-a9e3-99bec14011f8	{administrator}	list	{name,city,email,grounds}
d0000000-0000-7000-8000-000000000009	01a20424-2c4f-7ab1-8eb0-56f17ccb86a1	2026-11-22 16:43:29.231+00	staff	01a20424-2a95-78d4-a9e3-99bec14011f8	{administrator}	list	{name,grounds}
d0000000-0000-7000-8000-00000000000e	01a20424-2d4a-753f-a707-e00a5895634f	2026-11-22 16:43:29.482+00	staff	01a20424-2a95-78d4-a9e3-99bec14011f8	{administrator}	shown	{name,relations}
d0000000-0000-7000-8000-00000000000e	01a20424-2d86-7ebd-8bce-51f5198a1407	2026-11-22 16:43:29.542+00	staff	01a20424-2a95-78d4-a9e3-99bec14011f8	{administrator}	shown	{name,family_name,given_name,language,email,choices,grounds,relations}
d0000000-0000-7000-8000-00000000000c	01a20424-2c4f-76d0-9a1d-d67e2c1e86e2	2026-11-22 16:43:29.231+00	staff	01a20424-2a95-78d4-a9e3-99bec14011f8	{administrator}	list	{name,email,grounds}
d0000000-0000-7000-8000-000000000003	01a20424-2c4f-7f05-abc2-df5b2bf12941	2026-11-22 16:43:29.231+00	staff	01a20424-2a95-78d4-a9e3-99bec14011f8	{administrator}	list	{name,city,email}
d0000000-0000-7000-8000-000000000004	01a20424-2c4f-7d8d-9f76-7b8dc60609e1	2026-11-22 16:43:29.231+00	staff	01a20424-2a95-78d4-a9e3-99bec14011f8	{administrator}	list	{name,email,grounds}
d0000000-0000-7000-8000-000000000008	01a20424-2c4f-7bce-a19f-387790e6f78d	2026-11-22 16:43:29.231+00	staff	01a20424-2a95-78d4-a9e3-99bec14011f8	{administrator}	list	{name,city,email,grounds}
d0000000-0000-7000-8000-000000000002	01a20424-2c4f-78b0-858d-e9143c50bb37	2026-11-22 16:43:29.231+00	staff	01a20424-2a95-78d4-a9e3-99bec14011f8	{administrator}	list	{name,city,postal_address,grounds}
d0000000-0000-7000-8000-000000000010	01a20424-2c4f-7cc5-9343-9de27ddc7642	2026-11-22 16:43:29.231+00	staff	01a20424-2a95-78d4-a9e3-99bec14011f8	{administrator}	list	{name,email,grounds}
d0000000-0000-7000-8000-00000000000b	01a20424-2c4f-7309-a6c0-f169be3e01b4	2026-11-22 16:43:29.231+00	staff	01a20424-2a95-78d4-a9e3-99bec14011f8	{administrator}	list	{name,email,grounds}
d0000000-0000-7000-8000-00000000000f	01a20424-2c4f-7822-80f3-6ed2bc1b983b	2026-11-22 16:43:29.231+00	staff	01a20424-2a95-78d4-a9e3-99bec14011f8	{administrator}	list	{name,email,grounds}
d0000000-0000-7000-8000-000000000011	01a20424-2c4f-7891-8bdf-733e3988a566	2026-11-22 16:43:29.231+00	staff	01a20424-2a95-78d4-a9e3-99bec14011f8	{administrator}	list	{name,email,grounds}
d0000000-0000-7000-8000-00000000000d	01a20424-2c4f-744e-97ae-91c32fe574db	2026-11-22 16:43:29.231+00	staff	01a20424-2a95-78d4-a9e3-99bec14011f8	{administrator}	list	{name,postal_address,grounds}
d0000000-0000-7000-8000-00000000000d	01a20424-2d4a-7e6c-82b6-0df0ae6173c8	2026-11-22 16:43:29.482+00	staff	01a20424-2a95-78d4-a9e3-99bec14011f8	{administrator}	shown	{name,family_name,given_name,postal_address,choices,grounds,relations}
d0000000-0000-7000-8000-00000000000d	01a20424-2d86-7ac7-9c2b-8686ebe1b6f9	2026-11-22 16:43:29.542+00	staff	01a20424-2a95-78d4-a9e3-99bec14011f8	{administrator}	shown	{name,relations}
d0000000-0000-7000-8000-000000000006	01a20424-2c4f-7f1c-a322-b38e1da17ce3	2026-11-22 16:43:29.231+00	staff	01a20424-2a95-78d4-a9e3-99bec14011f8	{administrator}	list	{name,city,email,grounds}
d0000000-0000-7000-8000-000000000007	01a20424-2c4f-7c8b-915a-8ec29a60952d	2026-11-22 16:43:29.231+00	staff	01a20424-2a95-78d4-a9e3-99bec14011f8	{administrator}	list	{name,city,email,grounds}
d0000000-0000-7000-8000-00000000000a	01a20424-2c4f-714c-9a0f-e75eaf976210	2026-11-22 16:43:29.231+00	staff	01a20424-2a95-78d4-a9e3-99bec14011f8	{administrator}	list	{name,email,grounds}
d0000000-0000-7000-8000-00000000000a	01a20424-2e07-7905-94dd-c51fb76166b8	2026-11-22 16:43:29.671+00	staff	01a20424-2a95-78d4-a9e3-99bec14011f8	{administrator}	shown	{name,customer_number,family_name,given_name,language,email,choices,grounds}
\.

copy mailing (mailing_id, kind, name, purposes, channel, about, content, audience, state, created_at, created_by, started_at, finished_at) from stdin;
01a20424-2f6f-74be-bbd3-91236c55a44a	mailing	Nyheter i mars	{news}	email	\N	{"en": {"body": "Hello {{given_name|there}}!\\n\\nNew goods.", "subject": "New in March, {{given_name|customer}}"}, "nb": {"body": "Hei {{given_name|du}}!\\n\\nNye varer.", "subject": "Nytt i mars, {{given_name|kunde}}"}, "sv": {"body": "Hej {{given_name|du}}!\\n\\n**Nya** varor finns i [butiken](https://butik.example/).", "subject": "Nytt i mars, {{given_name|kund}}"}}	{"where": []}	done	2026-11-22 16:43:30.031+00	test	2026-11-22 16:43:30.031+00	2026-11-22 16:43:30.601+00
01a20424-31af-7834-8d5f-ebb8491d0f84	ask	Fråga om evenemang	{events}	email	\N	{"en": {"body": "We would like to know.", "subject": "A question for you"}, "nb": {"body": "Vi vil gjerne vite hva du vil ha.", "subject": "Et spørsmål til deg"}, "sv": {"body": "Vi vill gärna veta vad du vill ha från oss.", "subject": "En fråga till dig"}}	{"where": []}	done	2026-11-22 16:43:30.607+00	test	2026-11-22 16:43:30.607+00	2026-11-22 16:43:31.155+00
\.

copy message (person_id, mailing_id, state, contact_point_id, language, fence, claimed_by, claimed_at, attempts, not_before, rule, message_header_id, answer, finished_at, kind, queued_at, entry_seqs, request_id) from stdin;
01a20424-2e6e-7e2d-93ea-c0cfdb6fe8d9	01a20424-2f6f-74be-bbd3-91236c55a44a	left-out	\N	sv	0	\N	\N	0	\N	D4m	\N	\N	2026-11-22 16:43:30.031+00	mailing	2026-11-22 16:43:30.031+00	{}	\N
01a20424-2e6e-7e2d-93ea-c0cfdb6fe8d9	01a20424-31af-7834-8d5f-ebb8491d0f84	left-out	\N	sv	0	\N	\N	0	\N	D7f	\N	\N	2026-11-22 16:43:30.607+00	ask	2026-11-22 16:43:30.607+00	{}	\N
01a20424-2e6e-7085-8cc0-64c63c70bba2	01a20424-2f6f-74be-bbd3-91236c55a44a	left-out	\N	sv	0	\N	\N	0	\N	D4m	\N	\N	2026-11-22 16:43:30.031+00	mailing	2026-11-22 16:43:30.031+00	{}	\N
d0000000-0000-7000-8000-000000000005	01a20424-2f6f-74be-bbd3-91236c55a44a	left-out	\N	sv	0	\N	\N	0	\N	D1h	\N	\N	2026-11-22 16:43:30.031+00	mailing	2026-11-22 16:43:30.031+00	{}	\N
01a20424-2e6e-7085-8cc0-64c63c70bba2	01a20424-31af-7834-8d5f-ebb8491d0f84	left-out	\N	sv	0	\N	\N	0	\N	D7f	\N	\N	2026-11-22 16:43:30.607+00	ask	2026-11-22 16:43:30.607+00	{}	\N
d0000000-0000-7000-8000-000000000005	01a20424-31af-7834-8d5f-ebb8491d0f84	left-out	\N	sv	0	\N	\N	0	\N	D1h	\N	\N	2026-11-22 16:43:30.607+00	ask	2026-11-22 16:43:30.607+00	{}	\N
d0000000-0000-7000-8000-000000000009	01a20424-2f6f-74be-bbd3-91236c55a44a	left-out	\N	sv	0	\N	\N	0	\N	D1j	\N	\N	2026-11-22 16:43:30.031+00	mailing	2026-11-22 16:43:30.031+00	{}	\N
d0000000-0000-7000-8000-00000000000e	01a20424-2f6f-74be-bbd3-91236c55a44a	left-out	\N	sv	0	\N	\N	0	\N	D4m	\N	\N	2026-11-22 16:43:30.031+00	mailing	2026-11-22 16:43:30.031+00	{}	\N
d0000000-0000-7000-8000-000000000001	01a20424-2f6f-74be-bbd3-91236c55a44a	sent	019aac72-fa7c-7fc7-97c3-f34ba7b3fd0b	sv	1	test	2026-11-22 16:43:30.395+00	1	\N	D4a	<f6J9ierQEKBsE0ZP-vDOjNlH@provbolaget.example>	\N	2026-11-22 16:43:30.42+00	mailing	2026-11-22 16:43:30.031+00	{}	\N
d0000000-0000-7000-8000-000000000009	01a20424-31af-7834-8d5f-ebb8491d0f84	left-out	\N	sv	0	\N	\N	0	\N	D1j	\N	\N	2026-11-22 16:43:30.607+00	ask	2026-11-22 16:43:30.607+00	{}	\N
d0000000-0000-7000-8000-00000000000e	01a20424-31af-7834-8d5f-ebb8491d0f84	left-out	\N	sv	0	\N	\N	0	\N	D7f	\N	\N	2026-11-22 16:43:30.607+00	ask	2026-11-22 16:43:30.607+00	{}	\N
d0000000-0000-7000-8000-000000000001	01a20424-31af-7834-8d5f-ebb8491d0f84	sent	019aac72-fa7c-7fc7-97c3-f34ba7b3fd0b	sv	1	test	2026-11-22 16:43:30.921+00	1	\N	D7d	<wqroASruUUNr4BIOwM4DNpGj@provbolaget.example>	\N	2026-11-22 16:43:30.956+00	ask	2026-11-22 16:43:30.607+00	{}	\N
01a20424-2e6e-72fe-976c-7dfb811e9094	01a20424-2f6f-74be-bbd3-91236c55a44a	left-out	\N	sv	0	\N	\N	0	\N	D4m	\N	\N	2026-11-22 16:43:30.031+00	mailing	2026-11-22 16:43:30.031+00	{}	\N
d0000000-0000-7000-8000-000000000003	01a20424-2f6f-74be-bbd3-91236c55a44a	left-out	\N	sv	0	\N	\N	0	\N	D4m	\N	\N	2026-11-22 16:43:30.031+00	mailing	2026-11-22 16:43:30.031+00	{}	\N
d0000000-0000-7000-8000-00000000000c	01a20424-2f6f-74be-bbd3-91236c55a44a	left-out	\N	sv	0	\N	\N	0	\N	D4j	\N	\N	2026-11-22 16:43:30.031+00	mailing	2026-11-22 16:43:30.031+00	{}	\N
01a20424-2e6e-72fe-976c-7dfb811e9094	01a20424-31af-7834-8d5f-ebb8491d0f84	left-out	\N	sv	0	\N	\N	0	\N	D7f	\N	\N	2026-11-22 16:43:30.607+00	ask	2026-11-22 16:43:30.607+00	{}	\N
d0000000-0000-7000-8000-000000000003	01a20424-31af-7834-8d5f-ebb8491d0f84	left-out	\N	sv	0	\N	\N	0	\N	D7f	\N	\N	2026-11-22 16:43:30.607+00	ask	2026-11-22 16:43:30.607+00	{}	\N
d0000000-0000-7000-8000-00000000000c	01a20424-31af-7834-8d5f-ebb8491d0f84	left-out	\N	sv	0	\N	\N	0	\N	D7f	\N	\N	2026-11-22 16:43:30.607+00	ask	2026-11-22 16:43:30.607+00	{}	\N
01a20424-2e6e-71ae-ae8c-3a48d7b57302	01a20424-2f6f-74be-bbd3-91236c55a44a	left-out	\N	sv	0	\N	\N	0	\N	D4m	\N	\N	2026-11-22 16:43:30.031+00	mailing	2026-11-22 16:43:30.031+00	{}	\N
01a20424-2e6e-7894-9ba4-6bd87f4c64e2	01a20424-2f6f-74be-bbd3-91236c55a44a	left-out	\N	sv	0	\N	\N	0	\N	D4m	\N	\N	2026-11-22 16:43:30.031+00	mailing	2026-11-22 16:43:30.031+00	{}	\N
01a20424-2e6e-793c-9a9a-2a864091a044	01a20424-2f6f-74be-bbd3-91236c55a44a	left-out	\N	sv	0	\N	\N	0	\N	D4m	\N	\N	2026-11-22 16:43:30.031+00	mailing	2026-11-22 16:43:30.031+00	{}	\N
d0000000-0000-7000-8000-000000000004	01a20424-2f6f-74be-bbd3-91236c55a44a	left-out	\N	sv	0	\N	\N	0	\N	D4m	\N	\N	2026-11-22 16:43:30.031+00	mailing	2026-11-22 16:43:30.031+00	{}	\N
01a20424-2e6e-71ae-ae8c-3a48d7b57302	01a20424-31af-7834-8d5f-ebb8491d0f84	left-out	\N	sv	0	\N	\N	0	\N	D7f	\N	\N	2026-11-22 16:43:30.607+00	ask	2026-11-22 16:43:30.607+00	{}	\N
01a20424-2e6e-7894-9ba4-6bd87f4c64e2	01a20424-31af-7834-8d5f-ebb8491d0f84	left-out	\N	sv	0	\N	\N	0	\N	D7f	\N	\N	2026-11-22 16:43:30.607+00	ask	2026-11-22 16:43:30.607+00	{}	\N
01a20424-2e6e-793c-9a9a-2a864091a044	01a20424-31af-7834-8d5f-ebb8491d0f84	left-out	\N	sv	0	\N	\N	0	\N	D7f	\N	\N	2026-11-22 16:43:30.607+00	ask	2026-11-22 16:43:30.607+00	{}	\N
d0000000-0000-7000-8000-000000000004	01a20424-31af-7834-8d5f-ebb8491d0f84	sent	019aac72-fa7c-715c-8453-69ca3e99342d	sv	1	test	2026-11-22 16:43:30.921+00	1	\N	D7d	<ftMYScuRucS0SVIDi_AsXZr1@provbolaget.example>	\N	2026-11-22 16:43:30.957+00	ask	2026-11-22 16:43:30.607+00	{}	\N
01a20424-2e6e-7193-aafa-ee10f7bbba0d	01a20424-2f6f-74be-bbd3-91236c55a44a	left-out	\N	sv	0	\N	\N	0	\N	D4m	\N	\N	2026-11-22 16:43:30.031+00	mailing	2026-11-22 16:43:30.031+00	{}	\N
01a20424-2e6e-75ef-8632-9cdf713a93df	01a20424-2f6f-74be-bbd3-91236c55a44a	left-out	\N	sv	0	\N	\N	0	\N	D4m	\N	\N	2026-11-22 16:43:30.031+00	mailing	2026-11-22 16:43:30.031+00	{}	\N
d0000000-0000-7000-8000-000000000008	01a20424-2f6f-74be-bbd3-91236c55a44a	left-out	\N	nb	0	\N	\N	0	\N	D4m	\N	\N	2026-11-22 16:43:30.031+00	mailing	2026-11-22 16:43:30.031+00	{}	\N
01a20424-2e6e-7193-aafa-ee10f7bbba0d	01a20424-31af-7834-8d5f-ebb8491d0f84	left-out	\N	sv	0	\N	\N	0	\N	D7f	\N	\N	2026-11-22 16:43:30.607+00	ask	2026-11-22 16:43:30.607+00	{}	\N
01a20424-2e6e-75ef-8632-9cdf713a93df	01a20424-31af-7834-8d5f-ebb8491d0f84	left-out	\N	sv	0	\N	\N	0	\N	D7f	\N	\N	2026-11-22 16:43:30.607+00	ask	2026-11-22 16:43:30.607+00	{}	\N
d0000000-0000-7000-8000-000000000008	01a20424-31af-7834-8d5f-ebb8491d0f84	left-out	\N	nb	0	\N	\N	0	\N	D7c	\N	\N	2026-11-22 16:43:30.607+00	ask	2026-11-22 16:43:30.607+00	{}	\N
d0000000-0000-7000-8000-000000000002	01a20424-2f6f-74be-bbd3-91236c55a44a	left-out	\N	sv	0	\N	\N	0	\N	D1j	\N	\N	2026-11-22 16:43:30.031+00	mailing	2026-11-22 16:43:30.031+00	{}	\N
d0000000-0000-7000-8000-00000000000b	01a20424-2f6f-74be-bbd3-91236c55a44a	left-out	\N	sv	0	\N	\N	0	\N	D2b	\N	\N	2026-11-22 16:43:30.031+00	mailing	2026-11-22 16:43:30.031+00	{}	\N
d0000000-0000-7000-8000-000000000010	01a20424-2f6f-74be-bbd3-91236c55a44a	left-out	\N	sv	0	\N	\N	0	\N	D4d	\N	\N	2026-11-22 16:43:30.031+00	mailing	2026-11-22 16:43:30.031+00	{}	\N
d0000000-0000-7000-8000-000000000002	01a20424-31af-7834-8d5f-ebb8491d0f84	left-out	\N	sv	0	\N	\N	0	\N	D1j	\N	\N	2026-11-22 16:43:30.607+00	ask	2026-11-22 16:43:30.607+00	{}	\N
d0000000-0000-7000-8000-00000000000b	01a20424-31af-7834-8d5f-ebb8491d0f84	left-out	\N	sv	0	\N	\N	0	\N	D2b	\N	\N	2026-11-22 16:43:30.607+00	ask	2026-11-22 16:43:30.607+00	{}	\N
d0000000-0000-7000-8000-000000000010	01a20424-31af-7834-8d5f-ebb8491d0f84	left-out	\N	sv	0	\N	\N	0	\N	D7f	\N	\N	2026-11-22 16:43:30.607+00	ask	2026-11-22 16:43:30.607+00	{}	\N
d0000000-0000-7000-8000-00000000000f	01a20424-2f6f-74be-bbd3-91236c55a44a	left-out	\N	sv	0	\N	\N	0	\N	D1n	\N	\N	2026-11-22 16:43:30.031+00	mailing	2026-11-22 16:43:30.031+00	{}	\N
d0000000-0000-7000-8000-00000000000f	01a20424-31af-7834-8d5f-ebb8491d0f84	left-out	\N	sv	0	\N	\N	0	\N	D7e	\N	\N	2026-11-22 16:43:30.607+00	ask	2026-11-22 16:43:30.607+00	{}	\N
01a20424-2e6e-7037-b63b-317d6ecdbf60	01a20424-2f6f-74be-bbd3-91236c55a44a	left-out	\N	sv	0	\N	\N	0	\N	D4m	\N	\N	2026-11-22 16:43:30.031+00	mailing	2026-11-22 16:43:30.031+00	{}	\N
01a20424-2e6e-7509-b1b8-fdfda6d5ebe5	01a20424-2f6f-74be-bbd3-91236c55a44a	left-out	\N	sv	0	\N	\N	0	\N	D4m	\N	\N	2026-11-22 16:43:30.031+00	mailing	2026-11-22 16:43:30.031+00	{}	\N
01a20424-2e6e-7950-b72a-5c0c37deb44f	01a20424-2f6f-74be-bbd3-91236c55a44a	left-out	\N	sv	0	\N	\N	0	\N	D4m	\N	\N	2026-11-22 16:43:30.031+00	mailing	2026-11-22 16:43:30.031+00	{}	\N
01a20424-2e6e-7b86-bce8-6a8a1c79dafd	01a20424-2f6f-74be-bbd3-91236c55a44a	left-out	\N	sv	0	\N	\N	0	\N	D4m	\N	\N	2026-11-22 16:43:30.031+00	mailing	2026-11-22 16:43:30.031+00	{}	\N
d0000000-0000-7000-8000-000000000011	01a20424-2f6f-74be-bbd3-91236c55a44a	left-out	\N	sv	0	\N	\N	0	\N	D2a	\N	\N	2026-11-22 16:43:30.031+00	mailing	2026-11-22 16:43:30.031+00	{}	\N
01a20424-2e6e-7037-b63b-317d6ecdbf60	01a20424-31af-7834-8d5f-ebb8491d0f84	left-out	\N	sv	0	\N	\N	0	\N	D7f	\N	\N	2026-11-22 16:43:30.607+00	ask	2026-11-22 16:43:30.607+00	{}	\N
01a20424-2e6e-7509-b1b8-fdfda6d5ebe5	01a20424-31af-7834-8d5f-ebb8491d0f84	left-out	\N	sv	0	\N	\N	0	\N	D7f	\N	\N	2026-11-22 16:43:30.607+00	ask	2026-11-22 16:43:30.607+00	{}	\N
01a20424-2e6e-7950-b72a-5c0c37deb44f	01a20424-31af-7834-8d5f-ebb8491d0f84	left-out	\N	sv	0	\N	\N	0	\N	D7f	\N	\N	2026-11-22 16:43:30.607+00	ask	2026-11-22 16:43:30.607+00	{}	\N
01a20424-2e6e-7b86-bce8-6a8a1c79dafd	01a20424-31af-7834-8d5f-ebb8491d0f84	left-out	\N	sv	0	\N	\N	0	\N	D7f	\N	\N	2026-11-22 16:43:30.607+00	ask	2026-11-22 16:43:30.607+00	{}	\N
d0000000-0000-7000-8000-000000000011	01a20424-31af-7834-8d5f-ebb8491d0f84	left-out	\N	sv	0	\N	\N	0	\N	D2a	\N	\N	2026-11-22 16:43:30.607+00	ask	2026-11-22 16:43:30.607+00	{}	\N
d0000000-0000-7000-8000-00000000000d	01a20424-2f6f-74be-bbd3-91236c55a44a	left-out	\N	sv	0	\N	\N	0	\N	D1g	\N	\N	2026-11-22 16:43:30.031+00	mailing	2026-11-22 16:43:30.031+00	{}	\N
d0000000-0000-7000-8000-00000000000d	01a20424-31af-7834-8d5f-ebb8491d0f84	left-out	\N	sv	0	\N	\N	0	\N	D1g	\N	\N	2026-11-22 16:43:30.607+00	ask	2026-11-22 16:43:30.607+00	{}	\N
d0000000-0000-7000-8000-000000000007	01a20424-2f6f-74be-bbd3-91236c55a44a	left-out	\N	sv	0	\N	\N	0	\N	D2b	\N	\N	2026-11-22 16:43:30.031+00	mailing	2026-11-22 16:43:30.031+00	{}	\N
d0000000-0000-7000-8000-000000000006	01a20424-2f6f-74be-bbd3-91236c55a44a	sent	019aac72-fa7c-77cb-81ed-a5cf22756a3c	sv	1	test	2026-11-22 16:43:30.395+00	1	\N	D4a	<_MCkqYp_8bDlfcDyPvZzumbt@provbolaget.example>	\N	2026-11-22 16:43:30.494+00	mailing	2026-11-22 16:43:30.031+00	{}	\N
d0000000-0000-7000-8000-000000000007	01a20424-31af-7834-8d5f-ebb8491d0f84	left-out	\N	sv	0	\N	\N	0	\N	D2b	\N	\N	2026-11-22 16:43:30.607+00	ask	2026-11-22 16:43:30.607+00	{}	\N
d0000000-0000-7000-8000-000000000006	01a20424-31af-7834-8d5f-ebb8491d0f84	sent	019aac72-fa7c-77cb-81ed-a5cf22756a3c	sv	1	test	2026-11-22 16:43:30.921+00	1	\N	D7d	<ByFGPyLOL3EQwvb5ZKCqQ6LL@provbolaget.example>	\N	2026-11-22 16:43:30.966+00	ask	2026-11-22 16:43:30.607+00	{}	\N
d0000000-0000-7000-8000-00000000000a	01a20424-2f6f-74be-bbd3-91236c55a44a	left-out	\N	sv	0	\N	\N	0	\N	D4m	\N	\N	2026-11-22 16:43:30.031+00	mailing	2026-11-22 16:43:30.031+00	{}	\N
d0000000-0000-7000-8000-00000000000a	01a20424-31af-7834-8d5f-ebb8491d0f84	left-out	\N	sv	0	\N	\N	0	\N	D7a	\N	\N	2026-11-22 16:43:30.607+00	ask	2026-11-22 16:43:30.607+00	{}	\N
\.

copy migration (name, checksum, applied_at) from stdin;
0001_foundation.sql	3fa96babda8582dcc241020a9049102dbc45ed3ef0d102f3cd7d06d54d0e12ba	2026-11-22 16:43:27.083+00
0002_held_by_purpose.sql	01f4188ca0ce1259f3e2d77d69615eb26fe1d597f2f6ca44cdd7758cda429a53	2026-11-22 16:43:27.106+00
0003_roles.sql	ca991e25e44519cdfee4f9a865865f5db97d8e332a090f46e4cea64dd9c315d4	2026-11-22 16:43:27.132+00
0004_message_queue.sql	136dcb20d9fcfb9285dadb06aa9cd917776bc4c77f5fd1e090e82017c7dbacaf	2026-11-22 16:43:27.147+00
0005_message_indexes.sql	8156e2e839c3ef2c526f5b6cde3545b5f79a1b90446686d3f6af765ae84f869f	2026-11-22 16:43:27.154+00
0006_change_log.sql	624fcc382d400e7fc0e3672c1ffdf648e37dca00684f1ef5316289c461e5d8a1	2026-11-22 16:43:27.18+00
0007_newcomers.sql	e23d63a738cd093417e4deea5db7f27e50bd99e4462a344c55c7ba9a31bf0ae1	2026-11-22 16:43:27.216+00
0008_recording.sql	29ddc5735b4fbb6a82268db26a0f7f3701a841b7a6356aa3968a475ae789ed94	2026-11-22 16:43:27.218+00
0009_idempotency.sql	b48624e08de7e2f88a60ec6eb40d85b533737ef3abd8bb3da0c974dddc7e5b9b	2026-11-22 16:43:27.221+00
0009_key_purposes.sql	f96bb8c6509998279e067a6c306a7a6a2092a35bddb806cf702e482ee7bed96b	2026-11-22 16:43:27.223+00
0011_overview_and_queue.sql	20c23e913eebb71a6de3c0b30d7c274de67a9aaf8a8701382fe93bfb4b113408	2026-11-22 16:43:27.246+00
0012_import_undo.sql	9ddcb95c0695550f17e575503e6772cfc685fa65bb1d0d1013375676778b0a38	2026-11-22 16:43:27.25+00
0013_ledger_watch.sql	12f5d9042b2547b888104a9ffd991924d8cca72b3d546edc8b8e6b893b785e57	2026-11-22 16:43:27.253+00
0014_roles.sql	745bd3ef7eb79012cfd5ae851a33c73d012a4b3a87c3d4d0affe2f57d1af71cd	2026-11-22 16:43:27.262+00
0015_factors.sql	cee86432aa541711630e586af487232d8edd567efef36453a49eec9b5588411d	2026-11-22 16:43:27.267+00
0015_sessions.sql	30ae953e6e58d137cf49a98835dbd1713d55cab9923ef7f85311f4d7f5a553fd	2026-11-22 16:43:27.269+00
0016_single_sign_on.sql	cf4fbd1b3dc1adea735c7d28bf5b2b785479f6b2549ffce0fcb745978a335739	2026-11-22 16:43:27.275+00
0017_looks.sql	70d1ecbd1543bdb54190ffab6d32edc99936078c72f5a9802415e98b7f6265a4	2026-11-22 16:43:27.299+00
0018_departures.sql	924c83938f3b6eeb26abfb645b27c77974bd8f4e6b7a89b5f3cb27c13e7b9c88	2026-11-22 16:43:27.301+00
0019_attempts.sql	09878e16e350007d8824afe7c237ebc87553ae07b2b1bc2ae3bd9d0978678d31	2026-11-22 16:43:27.303+00
0020_lists.sql	cf0f482e216f5e1735510546982f6e79ff9a8c2d96a0606bd88e725c7d53e422	2026-11-22 16:43:27.319+00
\.

copy number_series (series, next) from stdin;
demo-step	2
person	30
\.

copy outbox_mail (person_id, outbox_mail_id, mailing_id, kind, at, recipient, subject, source) from stdin;
d0000000-0000-7000-8000-000000000001	01a20424-30f4-7248-98d4-1a0d1dbb3cc2	01a20424-2f6f-74be-bbd3-91236c55a44a	mailing	2026-11-22 16:43:30.42+00	maria.lindqvist@example.org	Nytt i mars, Maria	\\x4c6973742d556e7375627363726962653a0d0a203c68747470733a2f2f6b756e642e70726f76626f6c616765742e6578616d706c652f6f6e652d636c69636b2f75504e657966674f75366b3966712d4a797243313042555064557948545a4e72667475344b6f44517168733e2c0d0a203c6d61696c746f3a706f73744070726f76626f6c616765742e6578616d706c653f7375626a6563743d73746f7025323075504e657966674f75366b3966712d4a797243313042555064557948545a4e72667475344b6f44517168733e0d0a4c6973742d556e7375627363726962652d506f73743a204c6973742d556e7375627363726962653d4f6e652d436c69636b0d0a46726f6d3a2050726f76626f6c61676574204142203c706f73744070726f76626f6c616765742e6578616d706c653e0d0a546f3a206d617269612e6c696e647176697374406578616d706c652e6f72670d0a5375626a6563743a204e7974742069206d6172732c204d617269610d0a4d6573736167652d49443a203c66364a3969657251454b427345305a502d76444f6a4e6c484070726f76626f6c616765742e6578616d706c653e0d0a446174653a2053756e2c203232204e6f7620323032362031363a34333a3330202b303030300d0a4d494d452d56657273696f6e3a20312e300d0a436f6e74656e742d547970653a206d756c7469706172742f616c7465726e61746976653b0d0a20626f756e646172793d222d2d5f4e6d502d393738316535343838363665636631372d506172745f31220d0a0d0a2d2d2d2d5f4e6d502d393738316535343838363665636631372d506172745f310d0a436f6e74656e742d547970653a20746578742f706c61696e3b20636861727365743d7574662d380d0a436f6e74656e742d5472616e736665722d456e636f64696e673a2071756f7465642d7072696e7461626c650d0a0d0a48656a204d61726961210a0a4e7961207661726f722066696e6e73206920627574696b656e202868747470733a2f2f627574696b2e6578616d706c652f292e0a0a2d2d3d32300a0a447520663d43333d4135722064657420683d43333d4134722066723d43333d41356e20466a3d43333d41346c6c7374723d43333d42366d732048656d202620467269746964204142203d0d0a6566746572736f6d206475206861722073616774206a612074696c6c203d45323d38303d39444e7968657465723d45323d38303d3944206d656420652d706f73742e204475206b616e203d0d0a733d43333d41346761206e656a206e3d43333d4134722064752076696c6c2e0a0a3d43333d38346e6472612076616420647520663d43333d4135722c20656c6c657220733d43333d4134673d0d0a206e656a202868747470733a2f2f6b756e642e70726f76626f6c616765742e6578616d706c652f63686f696365732f75504e657966674f75366b3966712d4a7972433130425550645579483d0d0a545a4e72667475344b6f4451716873290a0a466a3d43333d41346c6c7374723d43333d42366d732048656d2026204672697469642041420a706f73744070726f76626f6c616765742e6578616d706c650a0a44657420683d43333d413472203d43333d41347220703d43333d413568697474616465207570706769667465722069203d0d0a656e2064656d6f6e7374726174696f6e2e0a0d0a2d2d2d2d5f4e6d502d393738316535343838363665636631372d506172745f310d0a436f6e74656e742d547970653a20746578742f68746d6c3b20636861727365743d7574662d380d0a436f6e74656e742d5472616e736665722d456e636f64696e673a2071756f7465642d7072696e7461626c650d0a0d0a3c21646f63747970652068746d6c3e0a3c68746d6c206c616e673d3344227376223e0a3c686561643e3c6d65746120636861727365743d3344227574662d38223e3c6d657461203d0d0a6e616d653d33442276696577706f72742220636f6e74656e743d33442277696474683d33446465766963652d77696474682c20696e697469616c2d7363616c653d334431223e3c6d6574613d0d0a206e616d653d334422636f6c6f722d736368656d652220636f6e74656e743d3344226c69676874206461726b223e3c7469746c653e4e7974742069206d6172732c203d0d0a4d617269613c2f7469746c653e3c2f686561643e0a3c626f6479207374796c653d3344226d617267696e3a303b70616464696e673a32347078203d0d0a313670783b666f6e742d66616d696c793a73797374656d2d75692c2d6170706c652d73797374656d2c5365676f652055492c526f626f746f2c417269616c2c3d0d0a73616e732d73657269663b666f6e742d73697a653a313670783b6c696e652d6865696768743a312e35223e3c64697620726f6c653d3344226d61696e22203d0d0a7374796c653d3344226d61782d77696474683a333672656d3b6d617267696e3a30206175746f223e0a3c703e48656a204d61726961213c2f703e0a3c703e3c7374726f6e673e4e79613c2f7374726f6e673e207661726f722066696e6e732069203c6120687265663d33442268747470733a2f2f627574696b2e3d0d0a6578616d706c652f223e627574696b656e3c2f613e2e3c2f703e0a3c646976207374796c653d334422666f6e742d73697a653a313470783b626f726465722d746f703a317078203d0d0a736f6c696420233736373637363b6d617267696e2d746f703a333270783b70616464696e672d746f703a387078223e0a3c703e447520663d43333d4135722064657420683d43333d4134723d0d0a2066723d43333d41356e20466a3d43333d41346c6c7374723d43333d42366d732048656d2026616d703b20467269746964204142206566746572736f6d206475206861722073616774203d0d0a6a612074696c6c203d45323d38303d39444e7968657465723d45323d38303d3944206d656420652d706f73742e204475206b616e20733d43333d41346761206e656a206e3d43333d4134723d0d0a2064752076696c6c2e3c2f703e0a3c703e3c6120687265663d33442268747470733a2f2f6b756e642e70726f76626f6c616765742e3d0d0a6578616d706c652f63686f696365732f75504e657966674f75366b3966712d4a797243313042555064557948545a4e72667475344b6f4451716873223e3d43333d38346e647261207661643d0d0a20647520663d43333d4135722c20656c6c657220733d43333d413467206e656a3c2f613e3c2f703e0a3c703e466a3d43333d41346c6c7374723d43333d42366d732048656d2026616d703b3d0d0a204672697469642041423c62723e706f73744070726f76626f6c616765742e6578616d706c653c2f703e0a3c703e44657420683d43333d413472203d43333d413472203d0d0a703d43333d41356869747461646520757070676966746572206920656e2064656d6f6e7374726174696f6e2e3c2f703e0a3c2f6469763e0a3c2f6469763e3c2f626f64793e3c2f68746d6c3e0a0d0a2d2d2d2d5f4e6d502d393738316535343838363665636631372d506172745f312d2d0d0a
d0000000-0000-7000-8000-000000000006	01a20424-313e-75e7-866c-e134464d9adf	01a20424-2f6f-74be-bbd3-91236c55a44a	mailing	2026-11-22 16:43:30.494+00	familjen.hagman@example.org	Nytt i mars, Ingrid	\\x4c6973742d556e7375627363726962653a0d0a203c68747470733a2f2f6b756e642e70726f76626f6c616765742e6578616d706c652f6f6e652d636c69636b2f5858686b7a6272797a6630305a6366352d69476c39323930516275413043323154395a486a6f417442616f3e2c0d0a203c6d61696c746f3a706f73744070726f76626f6c616765742e6578616d706c653f7375626a6563743d73746f702532305858686b7a6272797a6630305a6366352d69476c39323930516275413043323154395a486a6f417442616f3e0d0a4c6973742d556e7375627363726962652d506f73743a204c6973742d556e7375627363726962653d4f6e652d436c69636b0d0a46726f6d3a2050726f76626f6c61676574204142203c706f73744070726f76626f6c616765742e6578616d706c653e0d0a546f3a2066616d696c6a656e2e6861676d616e406578616d706c652e6f72670d0a5375626a6563743a204e7974742069206d6172732c20496e677269640d0a4d6573736167652d49443a203c5f4d436b7159705f3862446c6663447950765a7a756d62744070726f76626f6c616765742e6578616d706c653e0d0a446174653a2053756e2c203232204e6f7620323032362031363a34333a3330202b303030300d0a4d494d452d56657273696f6e3a20312e300d0a436f6e74656e742d547970653a206d756c7469706172742f616c7465726e61746976653b0d0a20626f756e646172793d222d2d5f4e6d502d613232633634386663363264343538332d506172745f31220d0a0d0a2d2d2d2d5f4e6d502d613232633634386663363264343538332d506172745f310d0a436f6e74656e742d547970653a20746578742f706c61696e3b20636861727365743d7574662d380d0a436f6e74656e742d5472616e736665722d456e636f64696e673a2071756f7465642d7072696e7461626c650d0a0d0a48656a20496e67726964210a0a4e7961207661726f722066696e6e73206920627574696b656e202868747470733a2f2f627574696b2e6578616d706c652f292e0a0a2d2d3d32300a0a447520663d43333d4135722064657420683d43333d4134722066723d43333d41356e20466a3d43333d41346c6c7374723d43333d42366d732048656d202620467269746964204142203d0d0a6566746572736f6d206475206861722073616774206a612074696c6c203d45323d38303d39444e7968657465723d45323d38303d3944206d656420652d706f73742e204475206b616e203d0d0a733d43333d41346761206e656a206e3d43333d4134722064752076696c6c2e0a0a3d43333d38346e6472612076616420647520663d43333d4135722c20656c6c657220733d43333d4134673d0d0a206e656a202868747470733a2f2f6b756e642e70726f76626f6c616765742e6578616d706c652f63686f696365732f5858686b7a6272797a6630305a6366352d69476c39323930516275413d0d0a3043323154395a486a6f417442616f290a0a466a3d43333d41346c6c7374723d43333d42366d732048656d2026204672697469642041420a706f73744070726f76626f6c616765742e6578616d706c650a0a44657420683d43333d413472203d43333d41347220703d43333d413568697474616465207570706769667465722069203d0d0a656e2064656d6f6e7374726174696f6e2e0a0d0a2d2d2d2d5f4e6d502d613232633634386663363264343538332d506172745f310d0a436f6e74656e742d547970653a20746578742f68746d6c3b20636861727365743d7574662d380d0a436f6e74656e742d5472616e736665722d456e636f64696e673a2071756f7465642d7072696e7461626c650d0a0d0a3c21646f63747970652068746d6c3e0a3c68746d6c206c616e673d3344227376223e0a3c686561643e3c6d65746120636861727365743d3344227574662d38223e3c6d657461203d0d0a6e616d653d33442276696577706f72742220636f6e74656e743d33442277696474683d33446465766963652d77696474682c20696e697469616c2d7363616c653d334431223e3c6d6574613d0d0a206e616d653d334422636f6c6f722d736368656d652220636f6e74656e743d3344226c69676874206461726b223e3c7469746c653e4e7974742069206d6172732c203d0d0a496e677269643c2f7469746c653e3c2f686561643e0a3c626f6479207374796c653d3344226d617267696e3a303b70616464696e673a32347078203d0d0a313670783b666f6e742d66616d696c793a73797374656d2d75692c2d6170706c652d73797374656d2c5365676f652055492c526f626f746f2c417269616c2c3d0d0a73616e732d73657269663b666f6e742d73697a653a313670783b6c696e652d6865696768743a312e35223e3c64697620726f6c653d3344226d61696e22203d0d0a7374796c653d3344226d61782d77696474683a333672656d3b6d617267696e3a30206175746f223e0a3c703e48656a20496e67726964213c2f703e0a3c703e3c7374726f6e673e4e79613c2f7374726f6e673e207661726f722066696e6e732069203c6120687265663d33442268747470733a2f2f627574696b2e3d0d0a6578616d706c652f223e627574696b656e3c2f613e2e3c2f703e0a3c646976207374796c653d334422666f6e742d73697a653a313470783b626f726465722d746f703a317078203d0d0a736f6c696420233736373637363b6d617267696e2d746f703a333270783b70616464696e672d746f703a387078223e0a3c703e447520663d43333d4135722064657420683d43333d4134723d0d0a2066723d43333d41356e20466a3d43333d41346c6c7374723d43333d42366d732048656d2026616d703b20467269746964204142206566746572736f6d206475206861722073616774203d0d0a6a612074696c6c203d45323d38303d39444e7968657465723d45323d38303d3944206d656420652d706f73742e204475206b616e20733d43333d41346761206e656a206e3d43333d4134723d0d0a2064752076696c6c2e3c2f703e0a3c703e3c6120687265663d33442268747470733a2f2f6b756e642e70726f76626f6c616765742e3d0d0a6578616d706c652f63686f696365732f5858686b7a6272797a6630305a6366352d69476c39323930516275413043323154395a486a6f417442616f223e3d43333d38346e647261207661643d0d0a20647520663d43333d4135722c20656c6c657220733d43333d413467206e656a3c2f613e3c2f703e0a3c703e466a3d43333d41346c6c7374723d43333d42366d732048656d2026616d703b3d0d0a204672697469642041423c62723e706f73744070726f76626f6c616765742e6578616d706c653c2f703e0a3c703e44657420683d43333d413472203d43333d413472203d0d0a703d43333d41356869747461646520757070676966746572206920656e2064656d6f6e7374726174696f6e2e3c2f703e0a3c2f6469763e0a3c2f6469763e3c2f626f64793e3c2f68746d6c3e0a0d0a2d2d2d2d5f4e6d502d613232633634386663363264343538332d506172745f312d2d0d0a
d0000000-0000-7000-8000-000000000004	01a20424-330d-75f3-95d8-fcfd5aaaa6a1	01a20424-31af-7834-8d5f-ebb8491d0f84	ask	2026-11-22 16:43:30.957+00	erik@sandstromssnickeri.example	En fråga till dig	\\x4c6973742d556e7375627363726962653a0d0a203c68747470733a2f2f6b756e642e70726f76626f6c616765742e6578616d706c652f6f6e652d636c69636b2f6c4c39675469424738453770425156357a4c74666a696b464b333039547848484d312d764b41454a3267493e2c0d0a203c6d61696c746f3a706f73744070726f76626f6c616765742e6578616d706c653f7375626a6563743d73746f702532306c4c39675469424738453770425156357a4c74666a696b464b333039547848484d312d764b41454a3267493e0d0a4c6973742d556e7375627363726962652d506f73743a204c6973742d556e7375627363726962653d4f6e652d436c69636b0d0a46726f6d3a2050726f76626f6c61676574204142203c706f73744070726f76626f6c616765742e6578616d706c653e0d0a546f3a206572696b4073616e647374726f6d73736e69636b6572692e6578616d706c650d0a5375626a6563743a203d3f5554462d383f513f456e5f66723d43333d413567615f74696c6c5f6469673f3d0d0a4d6573736167652d49443a203c66744d59536375527563533053564944695f4173585a72314070726f76626f6c616765742e6578616d706c653e0d0a446174653a2053756e2c203232204e6f7620323032362031363a34333a3330202b303030300d0a4d494d452d56657273696f6e3a20312e300d0a436f6e74656e742d547970653a206d756c7469706172742f616c7465726e61746976653b0d0a20626f756e646172793d222d2d5f4e6d502d643262393136333333316134643233322d506172745f31220d0a0d0a2d2d2d2d5f4e6d502d643262393136333333316134643233322d506172745f310d0a436f6e74656e742d547970653a20746578742f706c61696e3b20636861727365743d7574662d380d0a436f6e74656e742d5472616e736665722d456e636f64696e673a2071756f7465642d7072696e7461626c650d0a0d0a56692076696c6c20673d43333d4134726e612076657461207661642064752076696c6c2068612066723d43333d41356e206f73732e0a0a4576656e656d616e670a2d2d2d2d2d2d2d2d2d0a0a566920626a7564657220696e2074696c6c206d3d43333d413473736f722c206b75727365722c206b763d43333d41346c6c6172206920627574696b656e206f636820616e6e617420736f6d3d0d0a20683d43333d41346e6465722e0a0a463d43333d41357220766920626a75646120696e206469672074696c6c206576656e656d616e673f0a0a4a613a20447520663d43333d41357220696e626a75646e696e67617220703d43333d41352064657420733d43333d4134747420647520763d43333d41346c6a65722e204475206b616e203d0d0a733d43333d41346761206e656a206e3d43333d4134722064752076696c6c2e0a0a4e656a3a20447520663d43333d41357220696e676120696e626a75646e696e6761722e204465742076693d0d0a20686172206261726120663d43333d4236722064656e2073616b656e7320736b756c6c2074617320626f72742e0a0a4a612074696c6c204576656e656d616e673a0a68747470733a2f2f6b756e642e70726f76626f6c616765742e6578616d706c652f7175657374696f6e732f5334674b61462d4545793750454e746b783848527148536f73705165437173783d0d0a617a62535f64646e6f6930237965730a0a4e656a2074696c6c204576656e656d616e673a0a68747470733a2f2f6b756e642e70726f76626f6c616765742e3d0d0a6578616d706c652f7175657374696f6e732f5334674b61462d4545793750454e746b783848527148536f7370516543717378617a62535f64646e6f6930236e6f0a0a536c7574612066723d43333d41356761206d6967202868747470733a2f2f6b756e642e70726f76626f6c616765742e6578616d706c652f63686f696365732f6c4c396754694247384537703d0d0a425156357a4c74666a696b464b333039547848484d312d764b41454a3267492373746f702d61736b696e67290a0a2d2d3d32300a0a466a3d43333d41346c6c7374723d43333d42366d732048656d2026204672697469642041422066723d43333d41356761722064696720643d43333d413472663d43333d42367220617474203d0d0a6475203d43333d413472206b756e6420656c6c657220726564616e20663d43333d41357220616e6e61742066723d43333d41356e206f73732e204b6e61707061726e61203d0d0a3d43333d423670706e617220656e207369646120643d43333d413472206475207376617261722e2053766172617220647520696e746520723d43333d41346b6e61732064657420736f6d203d0d0a6e656a2e0a0a3d43333d38346e6472612076616420647520663d43333d4135722c20656c6c657220733d43333d413467206e656a202868747470733a2f2f6b756e642e3d0d0a70726f76626f6c616765742e6578616d706c652f63686f696365732f6c4c39675469424738453770425156357a4c74666a696b464b333039547848484d312d764b41454a326749290a0a466a3d43333d41346c6c7374723d43333d42366d732048656d2026204672697469642041420a706f73744070726f76626f6c616765742e6578616d706c650a0a44657420683d43333d413472203d43333d41347220703d43333d41356869747461646520757070676966746572206920656e2064656d6f6e7374726174696f6e2e0a0d0a2d2d2d2d5f4e6d502d643262393136333333316134643233322d506172745f310d0a436f6e74656e742d547970653a20746578742f68746d6c3b20636861727365743d7574662d380d0a436f6e74656e742d5472616e736665722d456e636f64696e673a2071756f7465642d7072696e7461626c650d0a0d0a3c21646f63747970652068746d6c3e0a3c68746d6c206c616e673d3344227376223e0a3c686561643e3c6d65746120636861727365743d3344227574662d38223e3c6d657461203d0d0a6e616d653d33442276696577706f72742220636f6e74656e743d33442277696474683d33446465766963652d77696474682c20696e697469616c2d7363616c653d334431223e3c6d6574613d0d0a206e616d653d334422636f6c6f722d736368656d652220636f6e74656e743d3344226c69676874206461726b223e3c7469746c653e456e2066723d43333d413567612074696c6c203d0d0a6469673c2f7469746c653e3c2f686561643e0a3c626f6479207374796c653d3344226d617267696e3a303b70616464696e673a32347078203d0d0a313670783b666f6e742d66616d696c793a73797374656d2d75692c2d6170706c652d73797374656d2c5365676f652055492c526f626f746f2c417269616c2c3d0d0a73616e732d73657269663b666f6e742d73697a653a313670783b6c696e652d6865696768743a312e35223e3c64697620726f6c653d3344226d61696e22203d0d0a7374796c653d3344226d61782d77696474683a333672656d3b6d617267696e3a30206175746f223e0a3c703e56692076696c6c20673d43333d4134726e61207665746120766164206475203d0d0a76696c6c2068612066723d43333d41356e206f73732e3c2f703e0a3c6832207374796c653d3344226c696e652d6865696768743a312e3235223e4576656e656d616e673c2f68323e0a3c703e566920626a7564657220696e2074696c6c206d3d43333d413473736f722c206b75727365722c206b763d43333d41346c6c6172206920627574696b656e206f636820616e6e6174203d0d0a736f6d20683d43333d41346e6465722e3c2f703e0a3c703e463d43333d41357220766920626a75646120696e206469672074696c6c206576656e656d616e673f3c2f703e0a3c703e4a613a20447520663d43333d41357220696e626a75646e696e67617220703d43333d41352064657420733d43333d4134747420647520763d43333d41346c6a65722e204475203d0d0a6b616e20733d43333d41346761206e656a206e3d43333d4134722064752076696c6c2e3c2f703e0a3c703e4e656a3a20447520663d43333d41357220696e6761203d0d0a696e626a75646e696e6761722e2044657420766920686172206261726120663d43333d4236722064656e2073616b656e7320736b756c6c2074617320626f72742e3c2f703e0a3c703e3c6120687265663d33442268747470733a2f2f6b756e642e70726f76626f6c616765742e6578616d706c652f7175657374696f6e732f5334674b61462d4545793750454e746b78383d0d0a48527148536f7370516543717378617a62535f64646e6f69302379657322207374796c653d334422646973706c61793a696e6c696e652d626c6f636b3b70616464696e673a31327078203d0d0a323070783b626f726465723a32707820736f6c696420233161346438663b626f726465722d7261646975733a3670783b636f6c6f723a233161346438663b6261636b67726f756e643a23663d0d0a66666666663b666f6e742d7765696768743a3630303b746578742d6465636f726174696f6e3a6e6f6e65223e4a612074696c6c204576656e656d616e673c2f613e3c2f703e0a3c703e3c6120687265663d33442268747470733a2f2f6b756e642e70726f76626f6c616765742e6578616d706c652f7175657374696f6e732f5334674b61462d4545793750454e746b78383d0d0a48527148536f7370516543717378617a62535f64646e6f6930236e6f22207374796c653d334422646973706c61793a696e6c696e652d626c6f636b3b70616464696e673a31327078203d0d0a323070783b626f726465723a32707820736f6c696420233161346438663b626f726465722d7261646975733a3670783b636f6c6f723a233161346438663b6261636b67726f756e643a23663d0d0a66666666663b666f6e742d7765696768743a3630303b746578742d6465636f726174696f6e3a6e6f6e65223e4e656a2074696c6c204576656e656d616e673c2f613e3c2f703e0a3c703e3c6120687265663d33442268747470733a2f2f6b756e642e70726f76626f6c616765742e6578616d706c652f63686f696365732f6c4c39675469424738453770425156357a4c74663d0d0a6a696b464b333039547848484d312d764b41454a3267492373746f702d61736b696e67223e536c7574612066723d43333d41356761206d69673c2f613e3c2f703e0a3c646976207374796c653d334422666f6e742d73697a653a313470783b626f726465722d746f703a31707820736f6c696420233736373637363b6d617267696e2d746f703a333270783b703d0d0a616464696e672d746f703a387078223e0a3c703e466a3d43333d41346c6c7374723d43333d42366d732048656d2026616d703b204672697469642041422066723d43333d4135676172203d0d0a64696720643d43333d413472663d43333d42367220617474206475203d43333d413472206b756e6420656c6c657220726564616e20663d43333d41357220616e6e6174203d0d0a66723d43333d41356e206f73732e204b6e61707061726e61203d43333d423670706e617220656e207369646120643d43333d413472206475207376617261722e20537661726172206475203d0d0a696e746520723d43333d41346b6e61732064657420736f6d206e656a2e3c2f703e0a3c703e3c6120687265663d33442268747470733a2f2f6b756e642e70726f76626f6c616765742e3d0d0a6578616d706c652f63686f696365732f6c4c39675469424738453770425156357a4c74666a696b464b333039547848484d312d764b41454a326749223e3d43333d38346e647261207661643d0d0a20647520663d43333d4135722c20656c6c657220733d43333d413467206e656a3c2f613e3c2f703e0a3c703e466a3d43333d41346c6c7374723d43333d42366d732048656d2026616d703b3d0d0a204672697469642041423c62723e706f73744070726f76626f6c616765742e6578616d706c653c2f703e0a3c703e44657420683d43333d413472203d43333d413472203d0d0a703d43333d41356869747461646520757070676966746572206920656e2064656d6f6e7374726174696f6e2e3c2f703e0a3c2f6469763e0a3c2f6469763e3c2f626f64793e3c2f68746d6c3e0a0d0a2d2d2d2d5f4e6d502d643262393136333333316134643233322d506172745f312d2d0d0a
d0000000-0000-7000-8000-000000000001	01a20424-330c-72b8-bdea-0a47ff5c95d2	01a20424-31af-7834-8d5f-ebb8491d0f84	ask	2026-11-22 16:43:30.956+00	maria.lindqvist@example.org	En fråga till dig	\\x4c6973742d556e7375627363726962653a0d0a203c68747470733a2f2f6b756e642e70726f76626f6c616765742e6578616d706c652f6f6e652d636c69636b2f4f6a476a346a7674496a5774543279676b6934554f3632593638524a7179445966367748476a31597155453e2c0d0a203c6d61696c746f3a706f73744070726f76626f6c616765742e6578616d706c653f7375626a6563743d73746f702532304f6a476a346a7674496a5774543279676b6934554f3632593638524a7179445966367748476a31597155453e0d0a4c6973742d556e7375627363726962652d506f73743a204c6973742d556e7375627363726962653d4f6e652d436c69636b0d0a46726f6d3a2050726f76626f6c61676574204142203c706f73744070726f76626f6c616765742e6578616d706c653e0d0a546f3a206d617269612e6c696e647176697374406578616d706c652e6f72670d0a5375626a6563743a203d3f5554462d383f513f456e5f66723d43333d413567615f74696c6c5f6469673f3d0d0a4d6573736167652d49443a203c7771726f4153727555554e723442494f774d34444e70476a4070726f76626f6c616765742e6578616d706c653e0d0a446174653a2053756e2c203232204e6f7620323032362031363a34333a3330202b303030300d0a4d494d452d56657273696f6e3a20312e300d0a436f6e74656e742d547970653a206d756c7469706172742f616c7465726e61746976653b0d0a20626f756e646172793d222d2d5f4e6d502d616232336633363466643531353931302d506172745f31220d0a0d0a2d2d2d2d5f4e6d502d616232336633363466643531353931302d506172745f310d0a436f6e74656e742d547970653a20746578742f706c61696e3b20636861727365743d7574662d380d0a436f6e74656e742d5472616e736665722d456e636f64696e673a2071756f7465642d7072696e7461626c650d0a0d0a56692076696c6c20673d43333d4134726e612076657461207661642064752076696c6c2068612066723d43333d41356e206f73732e0a0a4576656e656d616e670a2d2d2d2d2d2d2d2d2d0a0a566920626a7564657220696e2074696c6c206d3d43333d413473736f722c206b75727365722c206b763d43333d41346c6c6172206920627574696b656e206f636820616e6e617420736f6d3d0d0a20683d43333d41346e6465722e0a0a463d43333d41357220766920626a75646120696e206469672074696c6c206576656e656d616e673f0a0a4a613a20447520663d43333d41357220696e626a75646e696e67617220703d43333d41352064657420733d43333d4134747420647520763d43333d41346c6a65722e204475206b616e203d0d0a733d43333d41346761206e656a206e3d43333d4134722064752076696c6c2e0a0a4e656a3a20447520663d43333d41357220696e676120696e626a75646e696e6761722e204465742076693d0d0a20686172206261726120663d43333d4236722064656e2073616b656e7320736b756c6c2074617320626f72742e0a0a4a612074696c6c204576656e656d616e673a0a68747470733a2f2f6b756e642e70726f76626f6c616765742e6578616d706c652f7175657374696f6e732f39345766664e436172444946636164554f54336a484b3878416c63746c7336433d0d0a4f306d4467355449443259237965730a0a4e656a2074696c6c204576656e656d616e673a0a68747470733a2f2f6b756e642e70726f76626f6c616765742e3d0d0a6578616d706c652f7175657374696f6e732f39345766664e436172444946636164554f54336a484b3878416c63746c7336434f306d4467355449443259236e6f0a0a536c7574612066723d43333d41356761206d6967202868747470733a2f2f6b756e642e70726f76626f6c616765742e6578616d706c652f63686f696365732f4f6a476a346a7674496a57743d0d0a543279676b6934554f3632593638524a7179445966367748476a31597155452373746f702d61736b696e67290a0a2d2d3d32300a0a466a3d43333d41346c6c7374723d43333d42366d732048656d2026204672697469642041422066723d43333d41356761722064696720643d43333d413472663d43333d42367220617474203d0d0a6475203d43333d413472206b756e6420656c6c657220726564616e20663d43333d41357220616e6e61742066723d43333d41356e206f73732e204b6e61707061726e61203d0d0a3d43333d423670706e617220656e207369646120643d43333d413472206475207376617261722e2053766172617220647520696e746520723d43333d41346b6e61732064657420736f6d203d0d0a6e656a2e0a0a3d43333d38346e6472612076616420647520663d43333d4135722c20656c6c657220733d43333d413467206e656a202868747470733a2f2f6b756e642e3d0d0a70726f76626f6c616765742e6578616d706c652f63686f696365732f4f6a476a346a7674496a5774543279676b6934554f3632593638524a7179445966367748476a3159715545290a0a466a3d43333d41346c6c7374723d43333d42366d732048656d2026204672697469642041420a706f73744070726f76626f6c616765742e6578616d706c650a0a44657420683d43333d413472203d43333d41347220703d43333d41356869747461646520757070676966746572206920656e2064656d6f6e7374726174696f6e2e0a0d0a2d2d2d2d5f4e6d502d616232336633363466643531353931302d506172745f310d0a436f6e74656e742d547970653a20746578742f68746d6c3b20636861727365743d7574662d380d0a436f6e74656e742d5472616e736665722d456e636f64696e673a2071756f7465642d7072696e7461626c650d0a0d0a3c21646f63747970652068746d6c3e0a3c68746d6c206c616e673d3344227376223e0a3c686561643e3c6d65746120636861727365743d3344227574662d38223e3c6d657461203d0d0a6e616d653d33442276696577706f72742220636f6e74656e743d33442277696474683d33446465766963652d77696474682c20696e697469616c2d7363616c653d334431223e3c6d6574613d0d0a206e616d653d334422636f6c6f722d736368656d652220636f6e74656e743d3344226c69676874206461726b223e3c7469746c653e456e2066723d43333d413567612074696c6c203d0d0a6469673c2f7469746c653e3c2f686561643e0a3c626f6479207374796c653d3344226d617267696e3a303b70616464696e673a32347078203d0d0a313670783b666f6e742d66616d696c793a73797374656d2d75692c2d6170706c652d73797374656d2c5365676f652055492c526f626f746f2c417269616c2c3d0d0a73616e732d73657269663b666f6e742d73697a653a313670783b6c696e652d6865696768743a312e35223e3c64697620726f6c653d3344226d61696e22203d0d0a7374796c653d3344226d61782d77696474683a333672656d3b6d617267696e3a30206175746f223e0a3c703e56692076696c6c20673d43333d4134726e61207665746120766164206475203d0d0a76696c6c2068612066723d43333d41356e206f73732e3c2f703e0a3c6832207374796c653d3344226c696e652d6865696768743a312e3235223e4576656e656d616e673c2f68323e0a3c703e566920626a7564657220696e2074696c6c206d3d43333d413473736f722c206b75727365722c206b763d43333d41346c6c6172206920627574696b656e206f636820616e6e6174203d0d0a736f6d20683d43333d41346e6465722e3c2f703e0a3c703e463d43333d41357220766920626a75646120696e206469672074696c6c206576656e656d616e673f3c2f703e0a3c703e4a613a20447520663d43333d41357220696e626a75646e696e67617220703d43333d41352064657420733d43333d4134747420647520763d43333d41346c6a65722e204475203d0d0a6b616e20733d43333d41346761206e656a206e3d43333d4134722064752076696c6c2e3c2f703e0a3c703e4e656a3a20447520663d43333d41357220696e6761203d0d0a696e626a75646e696e6761722e2044657420766920686172206261726120663d43333d4236722064656e2073616b656e7320736b756c6c2074617320626f72742e3c2f703e0a3c703e3c6120687265663d33442268747470733a2f2f6b756e642e70726f76626f6c616765742e6578616d706c652f7175657374696f6e732f39345766664e436172444946636164554f543d0d0a336a484b3878416c63746c7336434f306d44673554494432592379657322207374796c653d334422646973706c61793a696e6c696e652d626c6f636b3b70616464696e673a31327078203d0d0a323070783b626f726465723a32707820736f6c696420233161346438663b626f726465722d7261646975733a3670783b636f6c6f723a233161346438663b6261636b67726f756e643a23663d0d0a66666666663b666f6e742d7765696768743a3630303b746578742d6465636f726174696f6e3a6e6f6e65223e4a612074696c6c204576656e656d616e673c2f613e3c2f703e0a3c703e3c6120687265663d33442268747470733a2f2f6b756e642e70726f76626f6c616765742e6578616d706c652f7175657374696f6e732f39345766664e436172444946636164554f543d0d0a336a484b3878416c63746c7336434f306d4467355449443259236e6f22207374796c653d334422646973706c61793a696e6c696e652d626c6f636b3b70616464696e673a31327078203d0d0a323070783b626f726465723a32707820736f6c696420233161346438663b626f726465722d7261646975733a3670783b636f6c6f723a233161346438663b6261636b67726f756e643a23663d0d0a66666666663b666f6e742d7765696768743a3630303b746578742d6465636f726174696f6e3a6e6f6e65223e4e656a2074696c6c204576656e656d616e673c2f613e3c2f703e0a3c703e3c6120687265663d33442268747470733a2f2f6b756e642e70726f76626f6c616765742e6578616d706c652f63686f696365732f4f6a476a346a7674496a5774543279676b6934553d0d0a4f3632593638524a7179445966367748476a31597155452373746f702d61736b696e67223e536c7574612066723d43333d41356761206d69673c2f613e3c2f703e0a3c646976207374796c653d334422666f6e742d73697a653a313470783b626f726465722d746f703a31707820736f6c696420233736373637363b6d617267696e2d746f703a333270783b703d0d0a616464696e672d746f703a387078223e0a3c703e466a3d43333d41346c6c7374723d43333d42366d732048656d2026616d703b204672697469642041422066723d43333d4135676172203d0d0a64696720643d43333d413472663d43333d42367220617474206475203d43333d413472206b756e6420656c6c657220726564616e20663d43333d41357220616e6e6174203d0d0a66723d43333d41356e206f73732e204b6e61707061726e61203d43333d423670706e617220656e207369646120643d43333d413472206475207376617261722e20537661726172206475203d0d0a696e746520723d43333d41346b6e61732064657420736f6d206e656a2e3c2f703e0a3c703e3c6120687265663d33442268747470733a2f2f6b756e642e70726f76626f6c616765742e3d0d0a6578616d706c652f63686f696365732f4f6a476a346a7674496a5774543279676b6934554f3632593638524a7179445966367748476a3159715545223e3d43333d38346e647261207661643d0d0a20647520663d43333d4135722c20656c6c657220733d43333d413467206e656a3c2f613e3c2f703e0a3c703e466a3d43333d41346c6c7374723d43333d42366d732048656d2026616d703b3d0d0a204672697469642041423c62723e706f73744070726f76626f6c616765742e6578616d706c653c2f703e0a3c703e44657420683d43333d413472203d43333d413472203d0d0a703d43333d41356869747461646520757070676966746572206920656e2064656d6f6e7374726174696f6e2e3c2f703e0a3c2f6469763e0a3c2f6469763e3c2f626f64793e3c2f68746d6c3e0a0d0a2d2d2d2d5f4e6d502d616232336633363466643531353931302d506172745f312d2d0d0a
d0000000-0000-7000-8000-000000000006	01a20424-3316-709d-85ed-d8a2478e8e66	01a20424-31af-7834-8d5f-ebb8491d0f84	ask	2026-11-22 16:43:30.966+00	familjen.hagman@example.org	En fråga till dig	\\x4c6973742d556e7375627363726962653a0d0a203c68747470733a2f2f6b756e642e70726f76626f6c616765742e6578616d706c652f6f6e652d636c69636b2f46676b4432526c6c357066314738642d7156766c376365695249496c594e794c385846456c4475784554493e2c0d0a203c6d61696c746f3a706f73744070726f76626f6c616765742e6578616d706c653f7375626a6563743d73746f7025323046676b4432526c6c357066314738642d7156766c376365695249496c594e794c385846456c4475784554493e0d0a4c6973742d556e7375627363726962652d506f73743a204c6973742d556e7375627363726962653d4f6e652d436c69636b0d0a46726f6d3a2050726f76626f6c61676574204142203c706f73744070726f76626f6c616765742e6578616d706c653e0d0a546f3a2066616d696c6a656e2e6861676d616e406578616d706c652e6f72670d0a5375626a6563743a203d3f5554462d383f513f456e5f66723d43333d413567615f74696c6c5f6469673f3d0d0a4d6573736167652d49443a203c4279464750794c4f4c334551777662355a4b437151364c4c4070726f76626f6c616765742e6578616d706c653e0d0a446174653a2053756e2c203232204e6f7620323032362031363a34333a3330202b303030300d0a4d494d452d56657273696f6e3a20312e300d0a436f6e74656e742d547970653a206d756c7469706172742f616c7465726e61746976653b0d0a20626f756e646172793d222d2d5f4e6d502d303464353534656538363333623337632d506172745f31220d0a0d0a2d2d2d2d5f4e6d502d303464353534656538363333623337632d506172745f310d0a436f6e74656e742d547970653a20746578742f706c61696e3b20636861727365743d7574662d380d0a436f6e74656e742d5472616e736665722d456e636f64696e673a2071756f7465642d7072696e7461626c650d0a0d0a56692076696c6c20673d43333d4134726e612076657461207661642064752076696c6c2068612066723d43333d41356e206f73732e0a0a4576656e656d616e670a2d2d2d2d2d2d2d2d2d0a0a566920626a7564657220696e2074696c6c206d3d43333d413473736f722c206b75727365722c206b763d43333d41346c6c6172206920627574696b656e206f636820616e6e617420736f6d3d0d0a20683d43333d41346e6465722e0a0a463d43333d41357220766920626a75646120696e206469672074696c6c206576656e656d616e673f0a0a4a613a20447520663d43333d41357220696e626a75646e696e67617220703d43333d41352064657420733d43333d4134747420647520763d43333d41346c6a65722e204475206b616e203d0d0a733d43333d41346761206e656a206e3d43333d4134722064752076696c6c2e0a0a4e656a3a20447520663d43333d41357220696e676120696e626a75646e696e6761722e204465742076693d0d0a20686172206261726120663d43333d4236722064656e2073616b656e7320736b756c6c2074617320626f72742e0a0a4a612074696c6c204576656e656d616e673a0a68747470733a2f2f6b756e642e70726f76626f6c616765742e6578616d706c652f7175657374696f6e732f47544f787776796a6c54634d74706a66312d6e6d6a665852437a64576248534b3d0d0a4f4e79365061504f2d5938237965730a0a4e656a2074696c6c204576656e656d616e673a0a68747470733a2f2f6b756e642e70726f76626f6c616765742e3d0d0a6578616d706c652f7175657374696f6e732f47544f787776796a6c54634d74706a66312d6e6d6a665852437a64576248534b4f4e79365061504f2d5938236e6f0a0a536c7574612066723d43333d41356761206d6967202868747470733a2f2f6b756e642e70726f76626f6c616765742e6578616d706c652f63686f696365732f46676b4432526c6c357066313d0d0a4738642d7156766c376365695249496c594e794c385846456c4475784554492373746f702d61736b696e67290a0a2d2d3d32300a0a466a3d43333d41346c6c7374723d43333d42366d732048656d2026204672697469642041422066723d43333d41356761722064696720643d43333d413472663d43333d42367220617474203d0d0a6475203d43333d413472206b756e6420656c6c657220726564616e20663d43333d41357220616e6e61742066723d43333d41356e206f73732e204b6e61707061726e61203d0d0a3d43333d423670706e617220656e207369646120643d43333d413472206475207376617261722e2053766172617220647520696e746520723d43333d41346b6e61732064657420736f6d203d0d0a6e656a2e0a0a3d43333d38346e6472612076616420647520663d43333d4135722c20656c6c657220733d43333d413467206e656a202868747470733a2f2f6b756e642e3d0d0a70726f76626f6c616765742e6578616d706c652f63686f696365732f46676b4432526c6c357066314738642d7156766c376365695249496c594e794c385846456c447578455449290a0a466a3d43333d41346c6c7374723d43333d42366d732048656d2026204672697469642041420a706f73744070726f76626f6c616765742e6578616d706c650a0a44657420683d43333d413472203d43333d41347220703d43333d41356869747461646520757070676966746572206920656e2064656d6f6e7374726174696f6e2e0a0d0a2d2d2d2d5f4e6d502d303464353534656538363333623337632d506172745f310d0a436f6e74656e742d547970653a20746578742f68746d6c3b20636861727365743d7574662d380d0a436f6e74656e742d5472616e736665722d456e636f64696e673a2071756f7465642d7072696e7461626c650d0a0d0a3c21646f63747970652068746d6c3e0a3c68746d6c206c616e673d3344227376223e0a3c686561643e3c6d65746120636861727365743d3344227574662d38223e3c6d657461203d0d0a6e616d653d33442276696577706f72742220636f6e74656e743d33442277696474683d33446465766963652d77696474682c20696e697469616c2d7363616c653d334431223e3c6d6574613d0d0a206e616d653d334422636f6c6f722d736368656d652220636f6e74656e743d3344226c69676874206461726b223e3c7469746c653e456e2066723d43333d413567612074696c6c203d0d0a6469673c2f7469746c653e3c2f686561643e0a3c626f6479207374796c653d3344226d617267696e3a303b70616464696e673a32347078203d0d0a313670783b666f6e742d66616d696c793a73797374656d2d75692c2d6170706c652d73797374656d2c5365676f652055492c526f626f746f2c417269616c2c3d0d0a73616e732d73657269663b666f6e742d73697a653a313670783b6c696e652d6865696768743a312e35223e3c64697620726f6c653d3344226d61696e22203d0d0a7374796c653d3344226d61782d77696474683a333672656d3b6d617267696e3a30206175746f223e0a3c703e56692076696c6c20673d43333d4134726e61207665746120766164206475203d0d0a76696c6c2068612066723d43333d41356e206f73732e3c2f703e0a3c6832207374796c653d3344226c696e652d6865696768743a312e3235223e4576656e656d616e673c2f68323e0a3c703e566920626a7564657220696e2074696c6c206d3d43333d413473736f722c206b75727365722c206b763d43333d41346c6c6172206920627574696b656e206f636820616e6e6174203d0d0a736f6d20683d43333d41346e6465722e3c2f703e0a3c703e463d43333d41357220766920626a75646120696e206469672074696c6c206576656e656d616e673f3c2f703e0a3c703e4a613a20447520663d43333d41357220696e626a75646e696e67617220703d43333d41352064657420733d43333d4134747420647520763d43333d41346c6a65722e204475203d0d0a6b616e20733d43333d41346761206e656a206e3d43333d4134722064752076696c6c2e3c2f703e0a3c703e4e656a3a20447520663d43333d41357220696e6761203d0d0a696e626a75646e696e6761722e2044657420766920686172206261726120663d43333d4236722064656e2073616b656e7320736b756c6c2074617320626f72742e3c2f703e0a3c703e3c6120687265663d33442268747470733a2f2f6b756e642e70726f76626f6c616765742e6578616d706c652f7175657374696f6e732f47544f787776796a6c54634d74706a66312d3d0d0a6e6d6a665852437a64576248534b4f4e79365061504f2d59382379657322207374796c653d334422646973706c61793a696e6c696e652d626c6f636b3b70616464696e673a31327078203d0d0a323070783b626f726465723a32707820736f6c696420233161346438663b626f726465722d7261646975733a3670783b636f6c6f723a233161346438663b6261636b67726f756e643a23663d0d0a66666666663b666f6e742d7765696768743a3630303b746578742d6465636f726174696f6e3a6e6f6e65223e4a612074696c6c204576656e656d616e673c2f613e3c2f703e0a3c703e3c6120687265663d33442268747470733a2f2f6b756e642e70726f76626f6c616765742e6578616d706c652f7175657374696f6e732f47544f787776796a6c54634d74706a66312d3d0d0a6e6d6a665852437a64576248534b4f4e79365061504f2d5938236e6f22207374796c653d334422646973706c61793a696e6c696e652d626c6f636b3b70616464696e673a31327078203d0d0a323070783b626f726465723a32707820736f6c696420233161346438663b626f726465722d7261646975733a3670783b636f6c6f723a233161346438663b6261636b67726f756e643a23663d0d0a66666666663b666f6e742d7765696768743a3630303b746578742d6465636f726174696f6e3a6e6f6e65223e4e656a2074696c6c204576656e656d616e673c2f613e3c2f703e0a3c703e3c6120687265663d33442268747470733a2f2f6b756e642e70726f76626f6c616765742e6578616d706c652f63686f696365732f46676b4432526c6c357066314738642d7156766c3d0d0a376365695249496c594e794c385846456c4475784554492373746f702d61736b696e67223e536c7574612066723d43333d41356761206d69673c2f613e3c2f703e0a3c646976207374796c653d334422666f6e742d73697a653a313470783b626f726465722d746f703a31707820736f6c696420233736373637363b6d617267696e2d746f703a333270783b703d0d0a616464696e672d746f703a387078223e0a3c703e466a3d43333d41346c6c7374723d43333d42366d732048656d2026616d703b204672697469642041422066723d43333d4135676172203d0d0a64696720643d43333d413472663d43333d42367220617474206475203d43333d413472206b756e6420656c6c657220726564616e20663d43333d41357220616e6e6174203d0d0a66723d43333d41356e206f73732e204b6e61707061726e61203d43333d423670706e617220656e207369646120643d43333d413472206475207376617261722e20537661726172206475203d0d0a696e746520723d43333d41346b6e61732064657420736f6d206e656a2e3c2f703e0a3c703e3c6120687265663d33442268747470733a2f2f6b756e642e70726f76626f6c616765742e3d0d0a6578616d706c652f63686f696365732f46676b4432526c6c357066314738642d7156766c376365695249496c594e794c385846456c447578455449223e3d43333d38346e647261207661643d0d0a20647520663d43333d4135722c20656c6c657220733d43333d413467206e656a3c2f613e3c2f703e0a3c703e466a3d43333d41346c6c7374723d43333d42366d732048656d2026616d703b3d0d0a204672697469642041423c62723e706f73744070726f76626f6c616765742e6578616d706c653c2f703e0a3c703e44657420683d43333d413472203d43333d413472203d0d0a703d43333d41356869747461646520757070676966746572206920656e2064656d6f6e7374726174696f6e2e3c2f703e0a3c2f6469763e0a3c2f6469763e3c2f626f64793e3c2f68746d6c3e0a0d0a2d2d2d2d5f4e6d502d303464353534656538363333623337632d506172745f312d2d0d0a
\.

copy person (person_id, person_no, created_at, country, capacity, protected_identity, deceased_at) from stdin;
d0000000-0000-7000-8000-000000000001	1	2025-11-22 16:43:27.74+00	SE	consumer	f	\N
d0000000-0000-7000-8000-000000000002	2	2025-11-22 16:43:27.74+00	SE	consumer	f	\N
d0000000-0000-7000-8000-000000000003	3	2025-11-22 16:43:27.74+00	SE	consumer	f	\N
d0000000-0000-7000-8000-000000000004	4	2025-11-22 16:43:27.74+00	SE	sole-trader	f	\N
d0000000-0000-7000-8000-000000000005	5	2025-11-22 16:43:27.74+00	SE	consumer	f	\N
d0000000-0000-7000-8000-000000000006	6	2025-11-22 16:43:27.74+00	SE	consumer	f	\N
d0000000-0000-7000-8000-000000000007	7	2025-11-22 16:43:27.74+00	SE	consumer	f	\N
d0000000-0000-7000-8000-000000000008	8	2025-11-22 16:43:27.74+00	NO	consumer	f	\N
d0000000-0000-7000-8000-000000000009	9	2025-11-22 16:43:27.74+00	SE	consumer	t	\N
d0000000-0000-7000-8000-00000000000a	10	2025-11-22 16:43:27.74+00	SE	consumer	f	\N
d0000000-0000-7000-8000-00000000000b	11	2025-11-22 16:43:27.74+00	SE	consumer	f	\N
d0000000-0000-7000-8000-00000000000c	12	2025-11-22 16:43:27.74+00	SE	consumer	f	\N
d0000000-0000-7000-8000-00000000000d	13	2025-11-22 16:43:27.74+00	SE	consumer	f	2026-01-17
d0000000-0000-7000-8000-00000000000e	14	2025-11-22 16:43:27.74+00	SE	consumer	f	\N
d0000000-0000-7000-8000-00000000000f	15	2025-11-22 16:43:27.74+00	SE	role	f	\N
d0000000-0000-7000-8000-000000000010	16	2025-11-22 16:43:27.74+00	SE	consumer	f	\N
d0000000-0000-7000-8000-000000000011	17	2025-11-22 16:43:27.74+00	SE	consumer	f	\N
01a20424-2e6e-7e2d-93ea-c0cfdb6fe8d9	18	2026-11-22 16:43:29.774+00	SE	consumer	f	\N
01a20424-2e6e-71ae-ae8c-3a48d7b57302	19	2026-11-22 16:43:29.774+00	SE	consumer	f	\N
01a20424-2e6e-7193-aafa-ee10f7bbba0d	20	2026-11-22 16:43:29.774+00	SE	consumer	f	\N
01a20424-2e6e-7037-b63b-317d6ecdbf60	21	2026-11-22 16:43:29.774+00	SE	consumer	f	\N
01a20424-2e6e-72fe-976c-7dfb811e9094	22	2026-11-22 16:43:29.774+00	SE	consumer	f	\N
01a20424-2e6e-793c-9a9a-2a864091a044	23	2026-11-22 16:43:29.774+00	SE	consumer	f	\N
01a20424-2e6e-7509-b1b8-fdfda6d5ebe5	24	2026-11-22 16:43:29.774+00	SE	consumer	f	\N
01a20424-2e6e-7894-9ba4-6bd87f4c64e2	25	2026-11-22 16:43:29.774+00	SE	consumer	f	\N
01a20424-2e6e-7b86-bce8-6a8a1c79dafd	26	2026-11-22 16:43:29.774+00	SE	consumer	f	\N
01a20424-2e6e-7085-8cc0-64c63c70bba2	27	2026-11-22 16:43:29.774+00	SE	consumer	f	\N
01a20424-2e6e-75ef-8632-9cdf713a93df	28	2026-11-22 16:43:29.774+00	SE	consumer	f	\N
01a20424-2e6e-7950-b72a-5c0c37deb44f	29	2026-11-22 16:43:29.774+00	SE	consumer	f	\N
\.

copy person_change_pending (person_id, change_id) from stdin;
d0000000-0000-7000-8000-000000000001	019aac72-fa7c-781c-955b-7e4d9fc7faa6
d0000000-0000-7000-8000-000000000002	019aac72-fa7c-781c-955b-7e4d9fc7faa6
d0000000-0000-7000-8000-000000000003	019aac72-fa7c-781c-955b-7e4d9fc7faa6
d0000000-0000-7000-8000-000000000004	019aac72-fa7c-781c-955b-7e4d9fc7faa6
d0000000-0000-7000-8000-000000000005	019aac72-fa7c-781c-955b-7e4d9fc7faa6
d0000000-0000-7000-8000-000000000006	019aac72-fa7c-781c-955b-7e4d9fc7faa6
d0000000-0000-7000-8000-000000000007	019aac72-fa7c-781c-955b-7e4d9fc7faa6
d0000000-0000-7000-8000-000000000008	019aac72-fa7c-781c-955b-7e4d9fc7faa6
d0000000-0000-7000-8000-000000000009	019aac72-fa7c-781c-955b-7e4d9fc7faa6
d0000000-0000-7000-8000-00000000000a	019aac72-fa7c-781c-955b-7e4d9fc7faa6
d0000000-0000-7000-8000-00000000000b	019aac72-fa7c-781c-955b-7e4d9fc7faa6
d0000000-0000-7000-8000-00000000000c	019aac72-fa7c-781c-955b-7e4d9fc7faa6
d0000000-0000-7000-8000-00000000000d	019aac72-fa7c-781c-955b-7e4d9fc7faa6
d0000000-0000-7000-8000-00000000000e	019aac72-fa7c-781c-955b-7e4d9fc7faa6
d0000000-0000-7000-8000-00000000000f	019aac72-fa7c-781c-955b-7e4d9fc7faa6
d0000000-0000-7000-8000-000000000010	019aac72-fa7c-781c-955b-7e4d9fc7faa6
d0000000-0000-7000-8000-000000000011	019aac72-fa7c-781c-955b-7e4d9fc7faa6
01a20424-2e6e-7e2d-93ea-c0cfdb6fe8d9	01a20424-2e6e-7d51-822b-7472232ea978
01a20424-2e6e-71ae-ae8c-3a48d7b57302	01a20424-2e6e-7d51-822b-7472232ea978
01a20424-2e6e-7193-aafa-ee10f7bbba0d	01a20424-2e6e-7d51-822b-7472232ea978
01a20424-2e6e-7037-b63b-317d6ecdbf60	01a20424-2e6e-7d51-822b-7472232ea978
01a20424-2e6e-72fe-976c-7dfb811e9094	01a20424-2e6e-7d51-822b-7472232ea978
01a20424-2e6e-793c-9a9a-2a864091a044	01a20424-2e6e-7d51-822b-7472232ea978
01a20424-2e6e-7509-b1b8-fdfda6d5ebe5	01a20424-2e6e-7d51-822b-7472232ea978
01a20424-2e6e-7894-9ba4-6bd87f4c64e2	01a20424-2e6e-7d51-822b-7472232ea978
01a20424-2e6e-7b86-bce8-6a8a1c79dafd	01a20424-2e6e-7d51-822b-7472232ea978
01a20424-2e6e-7085-8cc0-64c63c70bba2	01a20424-2e6e-7d51-822b-7472232ea978
01a20424-2e6e-75ef-8632-9cdf713a93df	01a20424-2e6e-7d51-822b-7472232ea978
01a20424-2e6e-7950-b72a-5c0c37deb44f	01a20424-2e6e-7d51-822b-7472232ea978
d0000000-0000-7000-8000-000000000001	01a20424-30f4-7cb7-b9fa-a44f1d71a8fb
d0000000-0000-7000-8000-000000000006	01a20424-313e-7fce-8a8b-20696f76cb64
d0000000-0000-7000-8000-000000000001	01a20424-330c-71a4-9b62-e3535d755059
d0000000-0000-7000-8000-000000000004	01a20424-330d-7cfd-89bf-aa7b0ff54913
d0000000-0000-7000-8000-000000000006	01a20424-3316-77ff-aef6-fe9ee9805167
\.

copy person_standing (person_id, last_seq, stop_asking_since, last_no_at, last_asked_at) from stdin;
01a20424-2e6e-7e2d-93ea-c0cfdb6fe8d9	1	\N	\N	\N
d0000000-0000-7000-8000-000000000005	2	\N	\N	\N
01a20424-2e6e-7085-8cc0-64c63c70bba2	1	\N	\N	\N
d0000000-0000-7000-8000-000000000009	1	\N	\N	\N
d0000000-0000-7000-8000-00000000000e	1	\N	\N	\N
d0000000-0000-7000-8000-000000000001	3	\N	\N	2026-11-22 16:43:30.956+00
d0000000-0000-7000-8000-00000000000c	1	\N	\N	\N
d0000000-0000-7000-8000-000000000003	2	\N	\N	\N
01a20424-2e6e-72fe-976c-7dfb811e9094	1	\N	\N	\N
01a20424-2e6e-71ae-ae8c-3a48d7b57302	1	\N	\N	\N
01a20424-2e6e-793c-9a9a-2a864091a044	1	\N	\N	\N
01a20424-2e6e-7894-9ba4-6bd87f4c64e2	1	\N	\N	\N
d0000000-0000-7000-8000-000000000004	4	\N	\N	2026-11-22 16:43:30.957+00
d0000000-0000-7000-8000-000000000008	2	\N	\N	\N
01a20424-2e6e-7193-aafa-ee10f7bbba0d	1	\N	\N	\N
01a20424-2e6e-75ef-8632-9cdf713a93df	1	\N	\N	\N
d0000000-0000-7000-8000-000000000002	3	\N	\N	\N
d0000000-0000-7000-8000-00000000000b	4	\N	2026-11-10 16:43:27.74+00	\N
d0000000-0000-7000-8000-000000000010	2	\N	\N	\N
d0000000-0000-7000-8000-00000000000f	1	\N	\N	\N
d0000000-0000-7000-8000-000000000011	3	\N	\N	\N
01a20424-2e6e-7037-b63b-317d6ecdbf60	1	\N	\N	\N
01a20424-2e6e-7509-b1b8-fdfda6d5ebe5	1	\N	\N	\N
01a20424-2e6e-7b86-bce8-6a8a1c79dafd	1	\N	\N	\N
01a20424-2e6e-7950-b72a-5c0c37deb44f	1	\N	\N	\N
d0000000-0000-7000-8000-00000000000d	1	\N	\N	\N
d0000000-0000-7000-8000-000000000007	2	\N	2026-08-14 16:43:27.74+00	\N
d0000000-0000-7000-8000-000000000006	3	\N	\N	2026-11-22 16:43:30.966+00
d0000000-0000-7000-8000-00000000000a	3	2026-09-04 16:43:27.74+00	\N	2026-09-03 16:43:27.74+00
\.

copy profile (person_id, display_name, sort_key, search_key, given_name, family_name, full_name, company_name, title, birth_date, gender, customer_number, language, delivery, street, postal_code, city, region, interests, concluded_interests, preferred_products, loyalty_level, last_purchase_at, lifetime_value, own) from stdin;
01a20424-2e6e-7e2d-93ea-c0cfdb6fe8d9	Prov0 Exempelsson	exempelsson prov0	prov0 exempelsson umea 90	Prov0	Exempelsson	\N	\N	\N	\N	\N	90	\N	\N	\N	\N	Umeå	\N	\N	\N	\N	\N	\N	\N	{}
d0000000-0000-7000-8000-000000000005	Ella Sandström	sandstr}m ella	ella sandstrom	Ella	Sandström	\N	\N	\N	2015-04-12	\N	\N	sv	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	{}
01a20424-2e6e-7085-8cc0-64c63c70bba2	Prov9 Exempelsson	exempelsson prov9	prov9 exempelsson umea 99	Prov9	Exempelsson	\N	\N	\N	\N	\N	99	\N	\N	\N	\N	Umeå	\N	\N	\N	\N	\N	\N	\N	{}
d0000000-0000-7000-8000-000000000009	Saga Winther	winther saga	saga winther skyddad	Saga	Winther	\N	\N	\N	\N	\N	\N	sv	\N	Skyddad	\N	Skyddad	\N	\N	\N	\N	\N	\N	\N	{}
d0000000-0000-7000-8000-00000000000e	Karin Bergman	bergman karin	karin bergman	Karin	Bergman	\N	\N	\N	\N	\N	\N	sv	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	{}
d0000000-0000-7000-8000-000000000001	Maria Lindqvist	lindqvist maria	maria lindqvist goteborg f-1001	Maria	Lindqvist	\N	\N	\N	\N	\N	F-1001	sv	\N	\N	\N	Göteborg	\N	{cykling,trädgård}	\N	\N	\N	\N	\N	{}
d0000000-0000-7000-8000-000000000003	Aino Korhonen	korhonen aino	aino korhonen lulea f-1003	Aino	Korhonen	\N	\N	\N	\N	\N	F-1003	sv	\N	\N	\N	Luleå	\N	\N	\N	\N	\N	\N	\N	{}
d0000000-0000-7000-8000-00000000000c	Amira Haddad	haddad amira	amira haddad f-1012	Amira	Haddad	\N	\N	\N	\N	\N	F-1012	sv	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	{}
01a20424-2e6e-72fe-976c-7dfb811e9094	Prov4 Exempelsson	exempelsson prov4	prov4 exempelsson umea 94	Prov4	Exempelsson	\N	\N	\N	\N	\N	94	\N	\N	\N	\N	Umeå	\N	\N	\N	\N	\N	\N	\N	{}
d0000000-0000-7000-8000-000000000004	Erik Sandström	sandstr}m erik	erik sandstrom sandstroms snickeri f-1004	Erik	Sandström	\N	Sandströms Snickeri	\N	\N	\N	F-1004	sv	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	{}
01a20424-2e6e-71ae-ae8c-3a48d7b57302	Prov1 Exempelsson	exempelsson prov1	prov1 exempelsson umea 91	Prov1	Exempelsson	\N	\N	\N	\N	\N	91	\N	\N	\N	\N	Umeå	\N	\N	\N	\N	\N	\N	\N	{}
01a20424-2e6e-7894-9ba4-6bd87f4c64e2	Prov7 Exempelsson	exempelsson prov7	prov7 exempelsson umea 97	Prov7	Exempelsson	\N	\N	\N	\N	\N	97	\N	\N	\N	\N	Umeå	\N	\N	\N	\N	\N	\N	\N	{}
01a20424-2e6e-793c-9a9a-2a864091a044	Prov5 Exempelsson	exempelsson prov5	prov5 exempelsson umea 95	Prov5	Exempelsson	\N	\N	\N	\N	\N	95	\N	\N	\N	\N	Umeå	\N	\N	\N	\N	\N	\N	\N	{}
d0000000-0000-7000-8000-000000000008	Nora Nordahl	nordahl nora	nora nordahl bergen f-1008	Nora	Nordahl	\N	\N	\N	\N	\N	F-1008	nb	\N	\N	\N	Bergen	\N	\N	\N	\N	\N	\N	\N	{}
01a20424-2e6e-7193-aafa-ee10f7bbba0d	Prov2 Exempelsson	exempelsson prov2	prov2 exempelsson umea 92	Prov2	Exempelsson	\N	\N	\N	\N	\N	92	\N	\N	\N	\N	Umeå	\N	\N	\N	\N	\N	\N	\N	{}
01a20424-2e6e-75ef-8632-9cdf713a93df	Prov10 Exempelsson	exempelsson prov10	prov10 exempelsson umea 910	Prov10	Exempelsson	\N	\N	\N	\N	\N	910	\N	\N	\N	\N	Umeå	\N	\N	\N	\N	\N	\N	\N	{}
d0000000-0000-7000-8000-000000000002	Bo Ekdahl	ekdahl bo	bo ekdahl umea f-1002	Bo	Ekdahl	\N	\N	\N	\N	\N	F-1002	sv	paper	Lodsgatan 4	903 26	Umeå	\N	\N	\N	\N	\N	\N	\N	{}
d0000000-0000-7000-8000-00000000000b	Torsten Åkerlund	{kerlund torsten	torsten akerlund f-1011	Torsten	Åkerlund	\N	\N	\N	\N	\N	F-1011	sv	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	{}
d0000000-0000-7000-8000-000000000010	Jonas Vik	vik jonas	jonas vik f-1016	Jonas	Vik	\N	\N	\N	\N	\N	F-1016	sv	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	{}
d0000000-0000-7000-8000-00000000000f	Lars Öhman	}hman lars	lars ohman norrbro fastigheter ab	Lars	Öhman	\N	Norrbro Fastigheter AB	Inköpschef	\N	\N	\N	sv	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	{}
d0000000-0000-7000-8000-000000000011	Freja Lund	lund freja	freja lund f-1017	Freja	Lund	\N	\N	\N	\N	\N	F-1017	sv	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	{}
01a20424-2e6e-7037-b63b-317d6ecdbf60	Prov3 Exempelsson	exempelsson prov3	prov3 exempelsson umea 93	Prov3	Exempelsson	\N	\N	\N	\N	\N	93	\N	\N	\N	\N	Umeå	\N	\N	\N	\N	\N	\N	\N	{}
01a20424-2e6e-7509-b1b8-fdfda6d5ebe5	Prov6 Exempelsson	exempelsson prov6	prov6 exempelsson umea 96	Prov6	Exempelsson	\N	\N	\N	\N	\N	96	\N	\N	\N	\N	Umeå	\N	\N	\N	\N	\N	\N	\N	{}
01a20424-2e6e-7b86-bce8-6a8a1c79dafd	Prov8 Exempelsson	exempelsson prov8	prov8 exempelsson umea 98	Prov8	Exempelsson	\N	\N	\N	\N	\N	98	\N	\N	\N	\N	Umeå	\N	\N	\N	\N	\N	\N	\N	{}
01a20424-2e6e-7950-b72a-5c0c37deb44f	Prov11 Exempelsson	exempelsson prov11	prov11 exempelsson umea 911	Prov11	Exempelsson	\N	\N	\N	\N	\N	911	\N	\N	\N	\N	Umeå	\N	\N	\N	\N	\N	\N	\N	{}
d0000000-0000-7000-8000-00000000000d	Gösta Bergman	bergman g}sta	gosta bergman	Gösta	Bergman	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	{}
d0000000-0000-7000-8000-000000000006	Ingrid Hagman	hagman ingrid	ingrid hagman uppsala f-1006	Ingrid	Hagman	\N	\N	\N	\N	\N	F-1006	sv	\N	\N	\N	Uppsala	\N	\N	\N	\N	\N	\N	\N	{}
d0000000-0000-7000-8000-000000000007	Olle Hagman	hagman olle	olle hagman uppsala f-1007	Olle	Hagman	\N	\N	\N	\N	\N	F-1007	sv	\N	\N	\N	Uppsala	\N	\N	\N	\N	\N	\N	\N	{}
d0000000-0000-7000-8000-00000000000a	Kerstin Blom	blom kerstin	kerstin blom f-1010	Kerstin	Blom	\N	\N	\N	\N	\N	F-1010	sv	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	{}
\.

copy provenance (person_id, provenance_id, source, collected, recorded_at, recorded_by_kind, recorded_by_id, import_id, fields, notice_due_at, notice_given_at) from stdin;
01a20424-2e6e-7e2d-93ea-c0cfdb6fe8d9	01a20424-2e6e-787d-bf77-925c039ce2d4	old system	self	2026-11-22 16:43:29.774+00	import	tester	01a20424-2e0b-7181-8179-3a4538299f0d	{city,given_name,family_name,customer_number,email,phone}	\N	\N
d0000000-0000-7000-8000-000000000005	019aac72-fa7c-7e9c-aeba-1349519d871f	Beställningsformulär	self	2025-11-22 16:43:27.74+00	system	\N	\N	{given_name,family_name,birth_date,language,email}	\N	\N
01a20424-2e6e-7085-8cc0-64c63c70bba2	01a20424-2e6e-7fe8-8050-067b8d20cb46	old system	self	2026-11-22 16:43:29.774+00	import	tester	01a20424-2e0b-7181-8179-3a4538299f0d	{city,given_name,family_name,customer_number,email,phone}	\N	\N
d0000000-0000-7000-8000-000000000001	019aac72-fa7c-7d24-9f9f-75307e0be7a6	Beställningsformulär	self	2025-11-22 16:43:27.74+00	system	\N	\N	{given_name,family_name,city,language,customer_number,email}	\N	\N
d0000000-0000-7000-8000-000000000009	019aac72-fa7c-76d8-b474-0c621a43f17a	Beställningsformulär	self	2025-11-22 16:43:27.74+00	system	\N	\N	{given_name,family_name,street,city,language,postal_address}	\N	\N
d0000000-0000-7000-8000-00000000000e	019aac72-fa7c-760d-bef0-c0127c4f169c	Beställningsformulär	self	2025-11-22 16:43:27.74+00	system	\N	\N	{given_name,family_name,language,email}	\N	\N
d0000000-0000-7000-8000-000000000001	019effaa-3e7c-728b-90a1-417c13435a2a	Kundens sida	self	2026-06-25 16:43:27.74+00	system	\N	\N	{interests}	\N	\N
d0000000-0000-7000-8000-000000000003	019aac72-fa7c-7083-82d0-737178e19e23	Beställningsformulär	self	2025-11-22 16:43:27.74+00	system	\N	\N	{given_name,family_name,city,language,customer_number,email}	\N	\N
d0000000-0000-7000-8000-00000000000c	019aac72-fa7c-77e8-9f63-faf223c45ced	Beställningsformulär	self	2025-11-22 16:43:27.74+00	system	\N	\N	{given_name,family_name,language,customer_number,email}	\N	\N
01a20424-2e6e-72fe-976c-7dfb811e9094	01a20424-2e6e-7564-b1f8-12a11800bf9a	old system	self	2026-11-22 16:43:29.774+00	import	tester	01a20424-2e0b-7181-8179-3a4538299f0d	{city,given_name,family_name,customer_number,email,phone}	\N	\N
d0000000-0000-7000-8000-000000000004	019aac72-fa7c-7b1c-bcaa-44e5b35749b2	Beställningsformulär	self	2025-11-22 16:43:27.74+00	system	\N	\N	{given_name,family_name,company_name,language,customer_number,email}	\N	\N
01a20424-2e6e-71ae-ae8c-3a48d7b57302	01a20424-2e6e-75be-842b-6ab755750f7d	old system	self	2026-11-22 16:43:29.774+00	import	tester	01a20424-2e0b-7181-8179-3a4538299f0d	{city,given_name,family_name,customer_number,email,phone}	\N	\N
01a20424-2e6e-793c-9a9a-2a864091a044	01a20424-2e6e-7404-a1ad-ee63b9cfe18c	old system	self	2026-11-22 16:43:29.774+00	import	tester	01a20424-2e0b-7181-8179-3a4538299f0d	{city,given_name,family_name,customer_number,email,phone}	\N	\N
01a20424-2e6e-7894-9ba4-6bd87f4c64e2	01a20424-2e6e-7431-a77a-daf8fe7c27c2	old system	self	2026-11-22 16:43:29.774+00	import	tester	01a20424-2e0b-7181-8179-3a4538299f0d	{city,given_name,family_name,customer_number,email,phone}	\N	\N
d0000000-0000-7000-8000-000000000008	019aac72-fa7c-7572-8771-7c8eec166a5e	Beställningsformulär	self	2025-11-22 16:43:27.74+00	system	\N	\N	{given_name,family_name,city,language,customer_number,email}	\N	\N
01a20424-2e6e-7193-aafa-ee10f7bbba0d	01a20424-2e6e-7cdc-888c-6bb427a2b215	old system	self	2026-11-22 16:43:29.774+00	import	tester	01a20424-2e0b-7181-8179-3a4538299f0d	{city,given_name,family_name,customer_number,email,phone}	\N	\N
01a20424-2e6e-75ef-8632-9cdf713a93df	01a20424-2e6e-7758-aedc-f5fcd2672996	old system	self	2026-11-22 16:43:29.774+00	import	tester	01a20424-2e0b-7181-8179-3a4538299f0d	{city,given_name,family_name,customer_number,email,phone}	\N	\N
d0000000-0000-7000-8000-000000000002	019aac72-fa7c-70c3-a41e-b844976ef8dc	Beställningsformulär	self	2025-11-22 16:43:27.74+00	system	\N	\N	{given_name,family_name,street,postal_code,city,delivery,language,customer_number,postal_address}	\N	\N
d0000000-0000-7000-8000-00000000000b	019aac72-fa7c-7b23-a389-d255eac126c1	Beställningsformulär	self	2025-11-22 16:43:27.74+00	system	\N	\N	{given_name,family_name,language,customer_number,email}	\N	\N
d0000000-0000-7000-8000-000000000010	019aac72-fa7c-79ed-b144-2ad70c671b29	Beställningsformulär	self	2025-11-22 16:43:27.74+00	system	\N	\N	{given_name,family_name,language,customer_number,email}	\N	\N
d0000000-0000-7000-8000-00000000000f	019aac72-fa7c-71e0-a3c7-4e93f45684cf	Beställningsformulär	self	2025-11-22 16:43:27.74+00	system	\N	\N	{given_name,family_name,company_name,title,language,email}	\N	\N
d0000000-0000-7000-8000-000000000011	019aac72-fa7c-7400-92e6-b5c0271f7c65	Beställningsformulär	self	2025-11-22 16:43:27.74+00	system	\N	\N	{given_name,family_name,language,customer_number,email}	\N	\N
01a20424-2e6e-7037-b63b-317d6ecdbf60	01a20424-2e6e-7359-a1ad-9fb556fc379c	old system	self	2026-11-22 16:43:29.774+00	import	tester	01a20424-2e0b-7181-8179-3a4538299f0d	{city,given_name,family_name,customer_number,email,phone}	\N	\N
01a20424-2e6e-7509-b1b8-fdfda6d5ebe5	01a20424-2e6e-763d-b7ab-aafdfab73cf1	old system	self	2026-11-22 16:43:29.774+00	import	tester	01a20424-2e0b-7181-8179-3a4538299f0d	{city,given_name,family_name,customer_number,email,phone}	\N	\N
01a20424-2e6e-7b86-bce8-6a8a1c79dafd	01a20424-2e6e-719b-938b-911a4aa6e2f2	old system	self	2026-11-22 16:43:29.774+00	import	tester	01a20424-2e0b-7181-8179-3a4538299f0d	{city,given_name,family_name,customer_number,email,phone}	\N	\N
01a20424-2e6e-7950-b72a-5c0c37deb44f	01a20424-2e6e-76ca-ad2b-94d2935b2c04	old system	self	2026-11-22 16:43:29.774+00	import	tester	01a20424-2e0b-7181-8179-3a4538299f0d	{city,given_name,family_name,customer_number,email,phone}	\N	\N
d0000000-0000-7000-8000-00000000000d	019aac72-fa7c-722b-9e76-0cfb0c322c6b	Beställningsformulär	self	2025-11-22 16:43:27.74+00	system	\N	\N	{given_name,family_name,postal_address}	\N	\N
d0000000-0000-7000-8000-000000000006	019aac72-fa7c-7a0d-9faf-9fbae61f9922	Beställningsformulär	self	2025-11-22 16:43:27.74+00	system	\N	\N	{given_name,family_name,city,language,customer_number,email}	\N	\N
d0000000-0000-7000-8000-000000000007	019aac72-fa7c-75a9-a5c7-159f336042ea	Beställningsformulär	self	2025-11-22 16:43:27.74+00	system	\N	\N	{given_name,family_name,city,language,customer_number,email}	\N	\N
d0000000-0000-7000-8000-00000000000a	019aac72-fa7c-723c-8c5e-971fc068a25f	Beställningsformulär	self	2025-11-22 16:43:27.74+00	system	\N	\N	{given_name,family_name,language,customer_number,email}	\N	\N
\.

copy purpose_basis (purpose_key, version, channel, country, capacity, basis) from stdin;
contract	1	email	SE	consumer	contract
contract	1	email	SE	sole-trader	contract
contract	1	email	SE	role	contract
contract	1	email	NO	consumer	contract
contract	1	email	NO	sole-trader	contract
contract	1	email	NO	role	contract
contract	1	email	DK	consumer	contract
contract	1	email	DK	sole-trader	contract
contract	1	email	DK	role	contract
contract	1	email	FI	consumer	contract
contract	1	email	FI	sole-trader	contract
contract	1	email	FI	role	contract
contract	1	email	DE	consumer	contract
contract	1	email	DE	sole-trader	contract
contract	1	email	DE	role	contract
contract	1	email	other	consumer	contract
contract	1	email	other	sole-trader	contract
contract	1	email	other	role	contract
contract	1	email	unknown	consumer	contract
contract	1	email	unknown	sole-trader	contract
contract	1	email	unknown	role	contract
contract	1	sms	SE	consumer	contract
contract	1	sms	SE	sole-trader	contract
contract	1	sms	SE	role	contract
contract	1	sms	NO	consumer	contract
contract	1	sms	NO	sole-trader	contract
contract	1	sms	NO	role	contract
contract	1	sms	DK	consumer	contract
contract	1	sms	DK	sole-trader	contract
contract	1	sms	DK	role	contract
contract	1	sms	FI	consumer	contract
contract	1	sms	FI	sole-trader	contract
contract	1	sms	FI	role	contract
contract	1	sms	DE	consumer	contract
contract	1	sms	DE	sole-trader	contract
contract	1	sms	DE	role	contract
contract	1	sms	other	consumer	contract
contract	1	sms	other	sole-trader	contract
contract	1	sms	other	role	contract
contract	1	sms	unknown	consumer	contract
contract	1	sms	unknown	sole-trader	contract
contract	1	sms	unknown	role	contract
contract	1	letter	SE	consumer	contract
contract	1	letter	SE	sole-trader	contract
contract	1	letter	SE	role	contract
contract	1	letter	NO	consumer	contract
contract	1	letter	NO	sole-trader	contract
contract	1	letter	NO	role	contract
contract	1	letter	DK	consumer	contract
contract	1	letter	DK	sole-trader	contract
contract	1	letter	DK	role	contract
contract	1	letter	FI	consumer	contract
contract	1	letter	FI	sole-trader	contract
contract	1	letter	FI	role	contract
contract	1	letter	DE	consumer	contract
contract	1	letter	DE	sole-trader	contract
contract	1	letter	DE	role	contract
contract	1	letter	other	consumer	contract
contract	1	letter	other	sole-trader	contract
contract	1	letter	other	role	contract
contract	1	letter	unknown	consumer	contract
contract	1	letter	unknown	sole-trader	contract
contract	1	letter	unknown	role	contract
contract	1	phone	SE	consumer	contract
contract	1	phone	SE	sole-trader	contract
contract	1	phone	SE	role	contract
contract	1	phone	NO	consumer	contract
contract	1	phone	NO	sole-trader	contract
contract	1	phone	NO	role	contract
contract	1	phone	DK	consumer	contract
contract	1	phone	DK	sole-trader	contract
contract	1	phone	DK	role	contract
contract	1	phone	FI	consumer	contract
contract	1	phone	FI	sole-trader	contract
contract	1	phone	FI	role	contract
contract	1	phone	DE	consumer	contract
contract	1	phone	DE	sole-trader	contract
contract	1	phone	DE	role	contract
contract	1	phone	other	consumer	contract
contract	1	phone	other	sole-trader	contract
contract	1	phone	other	role	contract
contract	1	phone	unknown	consumer	contract
contract	1	phone	unknown	sole-trader	contract
contract	1	phone	unknown	role	contract
contract	1	web	SE	consumer	contract
contract	1	web	SE	sole-trader	contract
contract	1	web	SE	role	contract
contract	1	web	NO	consumer	contract
contract	1	web	NO	sole-trader	contract
contract	1	web	NO	role	contract
contract	1	web	DK	consumer	contract
contract	1	web	DK	sole-trader	contract
contract	1	web	DK	role	contract
contract	1	web	FI	consumer	contract
contract	1	web	FI	sole-trader	contract
contract	1	web	FI	role	contract
contract	1	web	DE	consumer	contract
contract	1	web	DE	sole-trader	contract
contract	1	web	DE	role	contract
contract	1	web	other	consumer	contract
contract	1	web	other	sole-trader	contract
contract	1	web	other	role	contract
contract	1	web	unknown	consumer	contract
contract	1	web	unknown	sole-trader	contract
contract	1	web	unknown	role	contract
contract	1	none	SE	consumer	contract
contract	1	none	SE	sole-trader	contract
contract	1	none	SE	role	contract
contract	1	none	NO	consumer	contract
contract	1	none	NO	sole-trader	contract
contract	1	none	NO	role	contract
contract	1	none	DK	consumer	contract
contract	1	none	DK	sole-trader	contract
contract	1	none	DK	role	contract
contract	1	none	FI	consumer	contract
contract	1	none	FI	sole-trader	contract
contract	1	none	FI	role	contract
contract	1	none	DE	consumer	contract
contract	1	none	DE	sole-trader	contract
contract	1	none	DE	role	contract
contract	1	none	other	consumer	contract
contract	1	none	other	sole-trader	contract
contract	1	none	other	role	contract
contract	1	none	unknown	consumer	contract
contract	1	none	unknown	sole-trader	contract
contract	1	none	unknown	role	contract
invoicing	1	email	SE	consumer	contract
invoicing	1	email	SE	sole-trader	contract
invoicing	1	email	SE	role	contract
invoicing	1	email	NO	consumer	contract
invoicing	1	email	NO	sole-trader	contract
invoicing	1	email	NO	role	contract
invoicing	1	email	DK	consumer	contract
invoicing	1	email	DK	sole-trader	contract
invoicing	1	email	DK	role	contract
invoicing	1	email	FI	consumer	contract
invoicing	1	email	FI	sole-trader	contract
invoicing	1	email	FI	role	contract
invoicing	1	email	DE	consumer	contract
invoicing	1	email	DE	sole-trader	contract
invoicing	1	email	DE	role	contract
invoicing	1	email	other	consumer	contract
invoicing	1	email	other	sole-trader	contract
invoicing	1	email	other	role	contract
invoicing	1	email	unknown	consumer	contract
invoicing	1	email	unknown	sole-trader	contract
invoicing	1	email	unknown	role	contract
invoicing	1	sms	SE	consumer	contract
invoicing	1	sms	SE	sole-trader	contract
invoicing	1	sms	SE	role	contract
invoicing	1	sms	NO	consumer	contract
invoicing	1	sms	NO	sole-trader	contract
invoicing	1	sms	NO	role	contract
invoicing	1	sms	DK	consumer	contract
invoicing	1	sms	DK	sole-trader	contract
invoicing	1	sms	DK	role	contract
invoicing	1	sms	FI	consumer	contract
invoicing	1	sms	FI	sole-trader	contract
invoicing	1	sms	FI	role	contract
invoicing	1	sms	DE	consumer	contract
invoicing	1	sms	DE	sole-trader	contract
invoicing	1	sms	DE	role	contract
invoicing	1	sms	other	consumer	contract
invoicing	1	sms	other	sole-trader	contract
invoicing	1	sms	other	role	contract
invoicing	1	sms	unknown	consumer	contract
invoicing	1	sms	unknown	sole-trader	contract
invoicing	1	sms	unknown	role	contract
invoicing	1	letter	SE	consumer	contract
invoicing	1	letter	SE	sole-trader	contract
invoicing	1	letter	SE	role	contract
invoicing	1	letter	NO	consumer	contract
invoicing	1	letter	NO	sole-trader	contract
invoicing	1	letter	NO	role	contract
invoicing	1	letter	DK	consumer	contract
invoicing	1	letter	DK	sole-trader	contract
invoicing	1	letter	DK	role	contract
invoicing	1	letter	FI	consumer	contract
invoicing	1	letter	FI	sole-trader	contract
invoicing	1	letter	FI	role	contract
invoicing	1	letter	DE	consumer	contract
invoicing	1	letter	DE	sole-trader	contract
invoicing	1	letter	DE	role	contract
invoicing	1	letter	other	consumer	contract
invoicing	1	letter	other	sole-trader	contract
invoicing	1	letter	other	role	contract
invoicing	1	letter	unknown	consumer	contract
invoicing	1	letter	unknown	sole-trader	contract
invoicing	1	letter	unknown	role	contract
invoicing	1	phone	SE	consumer	contract
invoicing	1	phone	SE	sole-trader	contract
invoicing	1	phone	SE	role	contract
invoicing	1	phone	NO	consumer	contract
invoicing	1	phone	NO	sole-trader	contract
invoicing	1	phone	NO	role	contract
invoicing	1	phone	DK	consumer	contract
invoicing	1	phone	DK	sole-trader	contract
invoicing	1	phone	DK	role	contract
invoicing	1	phone	FI	consumer	contract
invoicing	1	phone	FI	sole-trader	contract
invoicing	1	phone	FI	role	contract
invoicing	1	phone	DE	consumer	contract
invoicing	1	phone	DE	sole-trader	contract
invoicing	1	phone	DE	role	contract
invoicing	1	phone	other	consumer	contract
invoicing	1	phone	other	sole-trader	contract
invoicing	1	phone	other	role	contract
invoicing	1	phone	unknown	consumer	contract
invoicing	1	phone	unknown	sole-trader	contract
invoicing	1	phone	unknown	role	contract
invoicing	1	web	SE	consumer	contract
invoicing	1	web	SE	sole-trader	contract
invoicing	1	web	SE	role	contract
invoicing	1	web	NO	consumer	contract
invoicing	1	web	NO	sole-trader	contract
invoicing	1	web	NO	role	contract
invoicing	1	web	DK	consumer	contract
invoicing	1	web	DK	sole-trader	contract
invoicing	1	web	DK	role	contract
invoicing	1	web	FI	consumer	contract
invoicing	1	web	FI	sole-trader	contract
invoicing	1	web	FI	role	contract
invoicing	1	web	DE	consumer	contract
invoicing	1	web	DE	sole-trader	contract
invoicing	1	web	DE	role	contract
invoicing	1	web	other	consumer	contract
invoicing	1	web	other	sole-trader	contract
invoicing	1	web	other	role	contract
invoicing	1	web	unknown	consumer	contract
invoicing	1	web	unknown	sole-trader	contract
invoicing	1	web	unknown	role	contract
invoicing	1	none	SE	consumer	contract
invoicing	1	none	SE	sole-trader	contract
invoicing	1	none	SE	role	contract
invoicing	1	none	NO	consumer	contract
invoicing	1	none	NO	sole-trader	contract
invoicing	1	none	NO	role	contract
invoicing	1	none	DK	consumer	contract
invoicing	1	none	DK	sole-trader	contract
invoicing	1	none	DK	role	contract
invoicing	1	none	FI	consumer	contract
invoicing	1	none	FI	sole-trader	contract
invoicing	1	none	FI	role	contract
invoicing	1	none	DE	consumer	contract
invoicing	1	none	DE	sole-trader	contract
invoicing	1	none	DE	role	contract
invoicing	1	none	other	consumer	contract
invoicing	1	none	other	sole-trader	contract
invoicing	1	none	other	role	contract
invoicing	1	none	unknown	consumer	contract
invoicing	1	none	unknown	sole-trader	contract
invoicing	1	none	unknown	role	contract
bookkeeping	1	none	SE	consumer	legal-obligation
bookkeeping	1	none	SE	sole-trader	legal-obligation
bookkeeping	1	none	SE	role	legal-obligation
bookkeeping	1	none	NO	consumer	legal-obligation
bookkeeping	1	none	NO	sole-trader	legal-obligation
bookkeeping	1	none	NO	role	legal-obligation
bookkeeping	1	none	DK	consumer	legal-obligation
bookkeeping	1	none	DK	sole-trader	legal-obligation
bookkeeping	1	none	DK	role	legal-obligation
bookkeeping	1	none	FI	consumer	legal-obligation
bookkeeping	1	none	FI	sole-trader	legal-obligation
bookkeeping	1	none	FI	role	legal-obligation
bookkeeping	1	none	DE	consumer	legal-obligation
bookkeeping	1	none	DE	sole-trader	legal-obligation
bookkeeping	1	none	DE	role	legal-obligation
bookkeeping	1	none	other	consumer	legal-obligation
bookkeeping	1	none	other	sole-trader	legal-obligation
bookkeeping	1	none	other	role	legal-obligation
bookkeeping	1	none	unknown	consumer	legal-obligation
bookkeeping	1	none	unknown	sole-trader	legal-obligation
bookkeeping	1	none	unknown	role	legal-obligation
service	1	email	SE	consumer	contract
service	1	email	SE	sole-trader	contract
service	1	email	SE	role	contract
service	1	email	NO	consumer	contract
service	1	email	NO	sole-trader	contract
service	1	email	NO	role	contract
service	1	email	DK	consumer	contract
service	1	email	DK	sole-trader	contract
service	1	email	DK	role	contract
service	1	email	FI	consumer	contract
service	1	email	FI	sole-trader	contract
service	1	email	FI	role	contract
service	1	email	DE	consumer	contract
service	1	email	DE	sole-trader	contract
service	1	email	DE	role	contract
service	1	email	other	consumer	contract
service	1	email	other	sole-trader	contract
service	1	email	other	role	contract
service	1	email	unknown	consumer	contract
service	1	email	unknown	sole-trader	contract
service	1	email	unknown	role	contract
service	1	sms	SE	consumer	contract
service	1	sms	SE	sole-trader	contract
service	1	sms	SE	role	contract
service	1	sms	NO	consumer	contract
service	1	sms	NO	sole-trader	contract
service	1	sms	NO	role	contract
service	1	sms	DK	consumer	contract
service	1	sms	DK	sole-trader	contract
service	1	sms	DK	role	contract
service	1	sms	FI	consumer	contract
service	1	sms	FI	sole-trader	contract
service	1	sms	FI	role	contract
service	1	sms	DE	consumer	contract
service	1	sms	DE	sole-trader	contract
service	1	sms	DE	role	contract
service	1	sms	other	consumer	contract
service	1	sms	other	sole-trader	contract
service	1	sms	other	role	contract
service	1	sms	unknown	consumer	contract
service	1	sms	unknown	sole-trader	contract
service	1	sms	unknown	role	contract
service	1	letter	SE	consumer	contract
service	1	letter	SE	sole-trader	contract
service	1	letter	SE	role	contract
service	1	letter	NO	consumer	contract
service	1	letter	NO	sole-trader	contract
service	1	letter	NO	role	contract
service	1	letter	DK	consumer	contract
service	1	letter	DK	sole-trader	contract
service	1	letter	DK	role	contract
service	1	letter	FI	consumer	contract
service	1	letter	FI	sole-trader	contract
service	1	letter	FI	role	contract
service	1	letter	DE	consumer	contract
service	1	letter	DE	sole-trader	contract
service	1	letter	DE	role	contract
service	1	letter	other	consumer	contract
service	1	letter	other	sole-trader	contract
service	1	letter	other	role	contract
service	1	letter	unknown	consumer	contract
service	1	letter	unknown	sole-trader	contract
service	1	letter	unknown	role	contract
service	1	phone	SE	consumer	contract
service	1	phone	SE	sole-trader	contract
service	1	phone	SE	role	contract
service	1	phone	NO	consumer	contract
service	1	phone	NO	sole-trader	contract
service	1	phone	NO	role	contract
service	1	phone	DK	consumer	contract
service	1	phone	DK	sole-trader	contract
service	1	phone	DK	role	contract
service	1	phone	FI	consumer	contract
service	1	phone	FI	sole-trader	contract
service	1	phone	FI	role	contract
service	1	phone	DE	consumer	contract
service	1	phone	DE	sole-trader	contract
service	1	phone	DE	role	contract
service	1	phone	other	consumer	contract
service	1	phone	other	sole-trader	contract
service	1	phone	other	role	contract
service	1	phone	unknown	consumer	contract
service	1	phone	unknown	sole-trader	contract
service	1	phone	unknown	role	contract
service	1	web	SE	consumer	contract
service	1	web	SE	sole-trader	contract
service	1	web	SE	role	contract
service	1	web	NO	consumer	contract
service	1	web	NO	sole-trader	contract
service	1	web	NO	role	contract
service	1	web	DK	consumer	contract
service	1	web	DK	sole-trader	contract
service	1	web	DK	role	contract
service	1	web	FI	consumer	contract
service	1	web	FI	sole-trader	contract
service	1	web	FI	role	contract
service	1	web	DE	consumer	contract
service	1	web	DE	sole-trader	contract
service	1	web	DE	role	contract
service	1	web	other	consumer	contract
service	1	web	other	sole-trader	contract
service	1	web	other	role	contract
service	1	web	unknown	consumer	contract
service	1	web	unknown	sole-trader	contract
service	1	web	unknown	role	contract
service	1	none	SE	consumer	contract
service	1	none	SE	sole-trader	contract
service	1	none	SE	role	contract
service	1	none	NO	consumer	contract
service	1	none	NO	sole-trader	contract
service	1	none	NO	role	contract
service	1	none	DK	consumer	contract
service	1	none	DK	sole-trader	contract
service	1	none	DK	role	contract
service	1	none	FI	consumer	contract
service	1	none	FI	sole-trader	contract
service	1	none	FI	role	contract
service	1	none	DE	consumer	contract
service	1	none	DE	sole-trader	contract
service	1	none	DE	role	contract
service	1	none	other	consumer	contract
service	1	none	other	sole-trader	contract
service	1	none	other	role	contract
service	1	none	unknown	consumer	contract
service	1	none	unknown	sole-trader	contract
service	1	none	unknown	role	contract
prospects	1	email	SE	consumer	contract
prospects	1	email	SE	sole-trader	contract
prospects	1	email	SE	role	contract
prospects	1	email	NO	consumer	contract
prospects	1	email	NO	sole-trader	contract
prospects	1	email	NO	role	contract
prospects	1	email	DK	consumer	contract
prospects	1	email	DK	sole-trader	contract
prospects	1	email	DK	role	contract
prospects	1	email	FI	consumer	contract
prospects	1	email	FI	sole-trader	contract
prospects	1	email	FI	role	contract
prospects	1	email	DE	consumer	contract
prospects	1	email	DE	sole-trader	contract
prospects	1	email	DE	role	contract
prospects	1	email	other	consumer	contract
prospects	1	email	other	sole-trader	contract
prospects	1	email	other	role	contract
prospects	1	email	unknown	consumer	contract
prospects	1	email	unknown	sole-trader	contract
prospects	1	email	unknown	role	contract
prospects	1	sms	SE	consumer	contract
prospects	1	sms	SE	sole-trader	contract
prospects	1	sms	SE	role	contract
prospects	1	sms	NO	consumer	contract
prospects	1	sms	NO	sole-trader	contract
prospects	1	sms	NO	role	contract
prospects	1	sms	DK	consumer	contract
prospects	1	sms	DK	sole-trader	contract
prospects	1	sms	DK	role	contract
prospects	1	sms	FI	consumer	contract
prospects	1	sms	FI	sole-trader	contract
prospects	1	sms	FI	role	contract
prospects	1	sms	DE	consumer	contract
prospects	1	sms	DE	sole-trader	contract
prospects	1	sms	DE	role	contract
prospects	1	sms	other	consumer	contract
prospects	1	sms	other	sole-trader	contract
prospects	1	sms	other	role	contract
prospects	1	sms	unknown	consumer	contract
prospects	1	sms	unknown	sole-trader	contract
trial	1	web	DK	consumer	contract
prospects	1	sms	unknown	role	contract
prospects	1	letter	SE	consumer	contract
prospects	1	letter	SE	sole-trader	contract
prospects	1	letter	SE	role	contract
prospects	1	letter	NO	consumer	contract
prospects	1	letter	NO	sole-trader	contract
prospects	1	letter	NO	role	contract
prospects	1	letter	DK	consumer	contract
prospects	1	letter	DK	sole-trader	contract
prospects	1	letter	DK	role	contract
prospects	1	letter	FI	consumer	contract
prospects	1	letter	FI	sole-trader	contract
prospects	1	letter	FI	role	contract
prospects	1	letter	DE	consumer	contract
prospects	1	letter	DE	sole-trader	contract
prospects	1	letter	DE	role	contract
prospects	1	letter	other	consumer	contract
prospects	1	letter	other	sole-trader	contract
prospects	1	letter	other	role	contract
prospects	1	letter	unknown	consumer	contract
prospects	1	letter	unknown	sole-trader	contract
prospects	1	letter	unknown	role	contract
prospects	1	phone	SE	consumer	contract
prospects	1	phone	SE	sole-trader	contract
prospects	1	phone	SE	role	contract
prospects	1	phone	NO	consumer	contract
prospects	1	phone	NO	sole-trader	contract
prospects	1	phone	NO	role	contract
prospects	1	phone	DK	consumer	contract
prospects	1	phone	DK	sole-trader	contract
prospects	1	phone	DK	role	contract
prospects	1	phone	FI	consumer	contract
prospects	1	phone	FI	sole-trader	contract
prospects	1	phone	FI	role	contract
prospects	1	phone	DE	consumer	contract
prospects	1	phone	DE	sole-trader	contract
prospects	1	phone	DE	role	contract
prospects	1	phone	other	consumer	contract
prospects	1	phone	other	sole-trader	contract
prospects	1	phone	other	role	contract
prospects	1	phone	unknown	consumer	contract
prospects	1	phone	unknown	sole-trader	contract
prospects	1	phone	unknown	role	contract
prospects	1	none	SE	consumer	contract
prospects	1	none	SE	sole-trader	contract
prospects	1	none	SE	role	contract
prospects	1	none	NO	consumer	contract
prospects	1	none	NO	sole-trader	contract
prospects	1	none	NO	role	contract
prospects	1	none	DK	consumer	contract
prospects	1	none	DK	sole-trader	contract
prospects	1	none	DK	role	contract
prospects	1	none	FI	consumer	contract
prospects	1	none	FI	sole-trader	contract
prospects	1	none	FI	role	contract
prospects	1	none	DE	consumer	contract
prospects	1	none	DE	sole-trader	contract
prospects	1	none	DE	role	contract
prospects	1	none	other	consumer	contract
prospects	1	none	other	sole-trader	contract
prospects	1	none	other	role	contract
prospects	1	none	unknown	consumer	contract
prospects	1	none	unknown	sole-trader	contract
prospects	1	none	unknown	role	contract
trial	1	email	SE	consumer	contract
trial	1	email	SE	sole-trader	contract
trial	1	email	SE	role	contract
trial	1	email	NO	consumer	contract
trial	1	email	NO	sole-trader	contract
trial	1	email	NO	role	contract
trial	1	email	DK	consumer	contract
trial	1	email	DK	sole-trader	contract
trial	1	email	DK	role	contract
trial	1	email	FI	consumer	contract
trial	1	email	FI	sole-trader	contract
trial	1	email	FI	role	contract
trial	1	email	DE	consumer	contract
trial	1	email	DE	sole-trader	contract
trial	1	email	DE	role	contract
trial	1	email	other	consumer	contract
trial	1	email	other	sole-trader	contract
trial	1	email	other	role	contract
trial	1	email	unknown	consumer	contract
trial	1	email	unknown	sole-trader	contract
trial	1	email	unknown	role	contract
trial	1	sms	SE	consumer	contract
trial	1	sms	SE	sole-trader	contract
trial	1	sms	SE	role	contract
trial	1	sms	NO	consumer	contract
trial	1	sms	NO	sole-trader	contract
trial	1	sms	NO	role	contract
trial	1	sms	DK	consumer	contract
trial	1	sms	DK	sole-trader	contract
trial	1	sms	DK	role	contract
trial	1	sms	FI	consumer	contract
trial	1	sms	FI	sole-trader	contract
trial	1	sms	FI	role	contract
trial	1	sms	DE	consumer	contract
trial	1	sms	DE	sole-trader	contract
trial	1	sms	DE	role	contract
trial	1	sms	other	consumer	contract
trial	1	sms	other	sole-trader	contract
trial	1	sms	other	role	contract
trial	1	sms	unknown	consumer	contract
trial	1	sms	unknown	sole-trader	contract
trial	1	sms	unknown	role	contract
trial	1	web	SE	consumer	contract
trial	1	web	SE	sole-trader	contract
trial	1	web	SE	role	contract
trial	1	web	NO	consumer	contract
trial	1	web	NO	sole-trader	contract
trial	1	web	NO	role	contract
trial	1	web	DK	sole-trader	contract
trial	1	web	DK	role	contract
trial	1	web	FI	consumer	contract
trial	1	web	FI	sole-trader	contract
trial	1	web	FI	role	contract
trial	1	web	DE	consumer	contract
trial	1	web	DE	sole-trader	contract
trial	1	web	DE	role	contract
trial	1	web	other	consumer	contract
trial	1	web	other	sole-trader	contract
trial	1	web	other	role	contract
trial	1	web	unknown	consumer	contract
trial	1	web	unknown	sole-trader	contract
trial	1	web	unknown	role	contract
trial	1	none	SE	consumer	contract
trial	1	none	SE	sole-trader	contract
trial	1	none	SE	role	contract
trial	1	none	NO	consumer	contract
trial	1	none	NO	sole-trader	contract
trial	1	none	NO	role	contract
trial	1	none	DK	consumer	contract
trial	1	none	DK	sole-trader	contract
trial	1	none	DK	role	contract
trial	1	none	FI	consumer	contract
trial	1	none	FI	sole-trader	contract
trial	1	none	FI	role	contract
trial	1	none	DE	consumer	contract
trial	1	none	DE	sole-trader	contract
trial	1	none	DE	role	contract
trial	1	none	other	consumer	contract
trial	1	none	other	sole-trader	contract
trial	1	none	other	role	contract
trial	1	none	unknown	consumer	contract
trial	1	none	unknown	sole-trader	contract
trial	1	none	unknown	role	contract
membership	1	email	SE	consumer	contract
membership	1	email	SE	sole-trader	contract
membership	1	email	SE	role	contract
membership	1	email	NO	consumer	contract
membership	1	email	NO	sole-trader	contract
membership	1	email	NO	role	contract
membership	1	email	DK	consumer	contract
membership	1	email	DK	sole-trader	contract
membership	1	email	DK	role	contract
membership	1	email	FI	consumer	contract
membership	1	email	FI	sole-trader	contract
membership	1	email	FI	role	contract
membership	1	email	DE	consumer	contract
membership	1	email	DE	sole-trader	contract
membership	1	email	DE	role	contract
membership	1	email	other	consumer	contract
membership	1	email	other	sole-trader	contract
membership	1	email	other	role	contract
membership	1	email	unknown	consumer	contract
membership	1	email	unknown	sole-trader	contract
membership	1	email	unknown	role	contract
membership	1	sms	SE	consumer	contract
membership	1	sms	SE	sole-trader	contract
membership	1	sms	SE	role	contract
membership	1	sms	NO	consumer	contract
membership	1	sms	NO	sole-trader	contract
membership	1	sms	NO	role	contract
membership	1	sms	DK	consumer	contract
membership	1	sms	DK	sole-trader	contract
membership	1	sms	DK	role	contract
membership	1	sms	FI	consumer	contract
membership	1	sms	FI	sole-trader	contract
membership	1	sms	FI	role	contract
membership	1	sms	DE	consumer	contract
membership	1	sms	DE	sole-trader	contract
membership	1	sms	DE	role	contract
membership	1	sms	other	consumer	contract
membership	1	sms	other	sole-trader	contract
membership	1	sms	other	role	contract
membership	1	sms	unknown	consumer	contract
membership	1	sms	unknown	sole-trader	contract
membership	1	sms	unknown	role	contract
membership	1	letter	SE	consumer	contract
membership	1	letter	SE	sole-trader	contract
membership	1	letter	SE	role	contract
membership	1	letter	NO	consumer	contract
membership	1	letter	NO	sole-trader	contract
membership	1	letter	NO	role	contract
membership	1	letter	DK	consumer	contract
membership	1	letter	DK	sole-trader	contract
membership	1	letter	DK	role	contract
membership	1	letter	FI	consumer	contract
membership	1	letter	FI	sole-trader	contract
membership	1	letter	FI	role	contract
membership	1	letter	DE	consumer	contract
membership	1	letter	DE	sole-trader	contract
membership	1	letter	DE	role	contract
membership	1	letter	other	consumer	contract
membership	1	letter	other	sole-trader	contract
membership	1	letter	other	role	contract
membership	1	letter	unknown	consumer	contract
membership	1	letter	unknown	sole-trader	contract
membership	1	letter	unknown	role	contract
membership	1	phone	SE	consumer	contract
membership	1	phone	SE	sole-trader	contract
membership	1	phone	SE	role	contract
membership	1	phone	NO	consumer	contract
membership	1	phone	NO	sole-trader	contract
membership	1	phone	NO	role	contract
membership	1	phone	DK	consumer	contract
membership	1	phone	DK	sole-trader	contract
membership	1	phone	DK	role	contract
membership	1	phone	FI	consumer	contract
membership	1	phone	FI	sole-trader	contract
membership	1	phone	FI	role	contract
membership	1	phone	DE	consumer	contract
membership	1	phone	DE	sole-trader	contract
membership	1	phone	DE	role	contract
membership	1	phone	other	consumer	contract
membership	1	phone	other	sole-trader	contract
membership	1	phone	other	role	contract
membership	1	phone	unknown	consumer	contract
membership	1	phone	unknown	sole-trader	contract
membership	1	phone	unknown	role	contract
membership	1	web	SE	consumer	contract
membership	1	web	SE	sole-trader	contract
membership	1	web	SE	role	contract
membership	1	web	NO	consumer	contract
membership	1	web	NO	sole-trader	contract
membership	1	web	NO	role	contract
membership	1	web	DK	consumer	contract
membership	1	web	DK	sole-trader	contract
membership	1	web	DK	role	contract
membership	1	web	FI	consumer	contract
membership	1	web	FI	sole-trader	contract
membership	1	web	FI	role	contract
membership	1	web	DE	consumer	contract
membership	1	web	DE	sole-trader	contract
membership	1	web	DE	role	contract
membership	1	web	other	consumer	contract
membership	1	web	other	sole-trader	contract
membership	1	web	other	role	contract
membership	1	web	unknown	consumer	contract
membership	1	web	unknown	sole-trader	contract
membership	1	web	unknown	role	contract
membership	1	none	SE	consumer	contract
membership	1	none	SE	sole-trader	contract
membership	1	none	SE	role	contract
membership	1	none	NO	consumer	contract
membership	1	none	NO	sole-trader	contract
membership	1	none	NO	role	contract
membership	1	none	DK	consumer	contract
membership	1	none	DK	sole-trader	contract
membership	1	none	DK	role	contract
membership	1	none	FI	consumer	contract
membership	1	none	FI	sole-trader	contract
membership	1	none	FI	role	contract
membership	1	none	DE	consumer	contract
membership	1	none	DE	sole-trader	contract
membership	1	none	DE	role	contract
membership	1	none	other	consumer	contract
membership	1	none	other	sole-trader	contract
membership	1	none	other	role	contract
membership	1	none	unknown	consumer	contract
membership	1	none	unknown	sole-trader	contract
membership	1	none	unknown	role	contract
rights	1	email	SE	consumer	legal-obligation
rights	1	email	SE	sole-trader	legal-obligation
rights	1	email	SE	role	legal-obligation
rights	1	email	NO	consumer	legal-obligation
rights	1	email	NO	sole-trader	legal-obligation
rights	1	email	NO	role	legal-obligation
rights	1	email	DK	consumer	legal-obligation
rights	1	email	DK	sole-trader	legal-obligation
rights	1	email	DK	role	legal-obligation
rights	1	email	FI	consumer	legal-obligation
rights	1	email	FI	sole-trader	legal-obligation
rights	1	email	FI	role	legal-obligation
rights	1	email	DE	consumer	legal-obligation
rights	1	email	DE	sole-trader	legal-obligation
rights	1	email	DE	role	legal-obligation
rights	1	email	other	consumer	legal-obligation
rights	1	email	other	sole-trader	legal-obligation
rights	1	email	other	role	legal-obligation
rights	1	email	unknown	consumer	legal-obligation
rights	1	email	unknown	sole-trader	legal-obligation
rights	1	email	unknown	role	legal-obligation
rights	1	sms	SE	consumer	legal-obligation
rights	1	sms	SE	sole-trader	legal-obligation
rights	1	sms	SE	role	legal-obligation
rights	1	sms	NO	consumer	legal-obligation
rights	1	sms	NO	sole-trader	legal-obligation
rights	1	sms	NO	role	legal-obligation
rights	1	sms	DK	consumer	legal-obligation
rights	1	sms	DK	sole-trader	legal-obligation
rights	1	sms	DK	role	legal-obligation
rights	1	sms	FI	consumer	legal-obligation
rights	1	sms	FI	sole-trader	legal-obligation
rights	1	sms	FI	role	legal-obligation
rights	1	sms	DE	consumer	legal-obligation
rights	1	sms	DE	sole-trader	legal-obligation
rights	1	sms	DE	role	legal-obligation
rights	1	sms	other	consumer	legal-obligation
rights	1	sms	other	sole-trader	legal-obligation
rights	1	sms	other	role	legal-obligation
rights	1	sms	unknown	consumer	legal-obligation
rights	1	sms	unknown	sole-trader	legal-obligation
rights	1	sms	unknown	role	legal-obligation
rights	1	letter	SE	consumer	legal-obligation
rights	1	letter	SE	sole-trader	legal-obligation
rights	1	letter	SE	role	legal-obligation
rights	1	letter	NO	consumer	legal-obligation
rights	1	letter	NO	sole-trader	legal-obligation
rights	1	letter	NO	role	legal-obligation
rights	1	letter	DK	consumer	legal-obligation
rights	1	letter	DK	sole-trader	legal-obligation
rights	1	letter	DK	role	legal-obligation
rights	1	letter	FI	consumer	legal-obligation
rights	1	letter	FI	sole-trader	legal-obligation
rights	1	letter	FI	role	legal-obligation
rights	1	letter	DE	consumer	legal-obligation
rights	1	letter	DE	sole-trader	legal-obligation
rights	1	letter	DE	role	legal-obligation
rights	1	letter	other	consumer	legal-obligation
rights	1	letter	other	sole-trader	legal-obligation
rights	1	letter	other	role	legal-obligation
rights	1	letter	unknown	consumer	legal-obligation
rights	1	letter	unknown	sole-trader	legal-obligation
rights	1	letter	unknown	role	legal-obligation
rights	1	phone	SE	consumer	legal-obligation
rights	1	phone	SE	sole-trader	legal-obligation
rights	1	phone	SE	role	legal-obligation
rights	1	phone	NO	consumer	legal-obligation
rights	1	phone	NO	sole-trader	legal-obligation
rights	1	phone	NO	role	legal-obligation
rights	1	phone	DK	consumer	legal-obligation
rights	1	phone	DK	sole-trader	legal-obligation
rights	1	phone	DK	role	legal-obligation
rights	1	phone	FI	consumer	legal-obligation
rights	1	phone	FI	sole-trader	legal-obligation
rights	1	phone	FI	role	legal-obligation
rights	1	phone	DE	consumer	legal-obligation
rights	1	phone	DE	sole-trader	legal-obligation
rights	1	phone	DE	role	legal-obligation
rights	1	phone	other	consumer	legal-obligation
rights	1	phone	other	sole-trader	legal-obligation
rights	1	phone	other	role	legal-obligation
rights	1	phone	unknown	consumer	legal-obligation
rights	1	phone	unknown	sole-trader	legal-obligation
rights	1	phone	unknown	role	legal-obligation
rights	1	web	SE	consumer	legal-obligation
rights	1	web	SE	sole-trader	legal-obligation
rights	1	web	SE	role	legal-obligation
rights	1	web	NO	consumer	legal-obligation
rights	1	web	NO	sole-trader	legal-obligation
rights	1	web	NO	role	legal-obligation
rights	1	web	DK	consumer	legal-obligation
rights	1	web	DK	sole-trader	legal-obligation
rights	1	web	DK	role	legal-obligation
rights	1	web	FI	consumer	legal-obligation
rights	1	web	FI	sole-trader	legal-obligation
rights	1	web	FI	role	legal-obligation
rights	1	web	DE	consumer	legal-obligation
rights	1	web	DE	sole-trader	legal-obligation
rights	1	web	DE	role	legal-obligation
rights	1	web	other	consumer	legal-obligation
rights	1	web	other	sole-trader	legal-obligation
rights	1	web	other	role	legal-obligation
rights	1	web	unknown	consumer	legal-obligation
rights	1	web	unknown	sole-trader	legal-obligation
rights	1	web	unknown	role	legal-obligation
rights	1	none	SE	consumer	legal-obligation
rights	1	none	SE	sole-trader	legal-obligation
rights	1	none	SE	role	legal-obligation
rights	1	none	NO	consumer	legal-obligation
rights	1	none	NO	sole-trader	legal-obligation
rights	1	none	NO	role	legal-obligation
rights	1	none	DK	consumer	legal-obligation
rights	1	none	DK	sole-trader	legal-obligation
rights	1	none	DK	role	legal-obligation
rights	1	none	FI	consumer	legal-obligation
rights	1	none	FI	sole-trader	legal-obligation
rights	1	none	FI	role	legal-obligation
rights	1	none	DE	consumer	legal-obligation
rights	1	none	DE	sole-trader	legal-obligation
rights	1	none	DE	role	legal-obligation
rights	1	none	other	consumer	legal-obligation
rights	1	none	other	sole-trader	legal-obligation
rights	1	none	other	role	legal-obligation
rights	1	none	unknown	consumer	legal-obligation
rights	1	none	unknown	sole-trader	legal-obligation
rights	1	none	unknown	role	legal-obligation
security	1	email	SE	consumer	legal-obligation
security	1	email	SE	sole-trader	legal-obligation
security	1	email	SE	role	legal-obligation
security	1	email	NO	consumer	legal-obligation
security	1	email	NO	sole-trader	legal-obligation
security	1	email	NO	role	legal-obligation
security	1	email	DK	consumer	legal-obligation
security	1	email	DK	sole-trader	legal-obligation
security	1	email	DK	role	legal-obligation
security	1	email	FI	consumer	legal-obligation
security	1	email	FI	sole-trader	legal-obligation
security	1	email	FI	role	legal-obligation
security	1	email	DE	consumer	legal-obligation
security	1	email	DE	sole-trader	legal-obligation
security	1	email	DE	role	legal-obligation
security	1	email	other	consumer	legal-obligation
security	1	email	other	sole-trader	legal-obligation
security	1	email	other	role	legal-obligation
security	1	email	unknown	consumer	legal-obligation
security	1	email	unknown	sole-trader	legal-obligation
security	1	email	unknown	role	legal-obligation
security	1	sms	SE	consumer	legal-obligation
security	1	sms	SE	sole-trader	legal-obligation
security	1	sms	SE	role	legal-obligation
security	1	sms	NO	consumer	legal-obligation
security	1	sms	NO	sole-trader	legal-obligation
security	1	sms	NO	role	legal-obligation
security	1	sms	DK	consumer	legal-obligation
security	1	sms	DK	sole-trader	legal-obligation
security	1	sms	DK	role	legal-obligation
security	1	sms	FI	consumer	legal-obligation
security	1	sms	FI	sole-trader	legal-obligation
security	1	sms	FI	role	legal-obligation
security	1	sms	DE	consumer	legal-obligation
security	1	sms	DE	sole-trader	legal-obligation
security	1	sms	DE	role	legal-obligation
security	1	sms	other	consumer	legal-obligation
security	1	sms	other	sole-trader	legal-obligation
security	1	sms	other	role	legal-obligation
security	1	sms	unknown	consumer	legal-obligation
security	1	sms	unknown	sole-trader	legal-obligation
security	1	sms	unknown	role	legal-obligation
security	1	letter	SE	consumer	legal-obligation
security	1	letter	SE	sole-trader	legal-obligation
security	1	letter	SE	role	legal-obligation
security	1	letter	NO	consumer	legal-obligation
security	1	letter	NO	sole-trader	legal-obligation
security	1	letter	NO	role	legal-obligation
security	1	letter	DK	consumer	legal-obligation
security	1	letter	DK	sole-trader	legal-obligation
security	1	letter	DK	role	legal-obligation
security	1	letter	FI	consumer	legal-obligation
security	1	letter	FI	sole-trader	legal-obligation
security	1	letter	FI	role	legal-obligation
security	1	letter	DE	consumer	legal-obligation
security	1	letter	DE	sole-trader	legal-obligation
security	1	letter	DE	role	legal-obligation
security	1	letter	other	consumer	legal-obligation
security	1	letter	other	sole-trader	legal-obligation
security	1	letter	other	role	legal-obligation
security	1	letter	unknown	consumer	legal-obligation
security	1	letter	unknown	sole-trader	legal-obligation
security	1	letter	unknown	role	legal-obligation
security	1	phone	SE	consumer	legal-obligation
security	1	phone	SE	sole-trader	legal-obligation
security	1	phone	SE	role	legal-obligation
security	1	phone	NO	consumer	legal-obligation
security	1	phone	NO	sole-trader	legal-obligation
security	1	phone	NO	role	legal-obligation
security	1	phone	DK	consumer	legal-obligation
security	1	phone	DK	sole-trader	legal-obligation
security	1	phone	DK	role	legal-obligation
security	1	phone	FI	consumer	legal-obligation
security	1	phone	FI	sole-trader	legal-obligation
security	1	phone	FI	role	legal-obligation
security	1	phone	DE	consumer	legal-obligation
security	1	phone	DE	sole-trader	legal-obligation
security	1	phone	DE	role	legal-obligation
security	1	phone	other	consumer	legal-obligation
security	1	phone	other	sole-trader	legal-obligation
security	1	phone	other	role	legal-obligation
security	1	phone	unknown	consumer	legal-obligation
security	1	phone	unknown	sole-trader	legal-obligation
security	1	phone	unknown	role	legal-obligation
security	1	web	SE	consumer	legal-obligation
security	1	web	SE	sole-trader	legal-obligation
security	1	web	SE	role	legal-obligation
security	1	web	NO	consumer	legal-obligation
security	1	web	NO	sole-trader	legal-obligation
security	1	web	NO	role	legal-obligation
security	1	web	DK	consumer	legal-obligation
security	1	web	DK	sole-trader	legal-obligation
security	1	web	DK	role	legal-obligation
security	1	web	FI	consumer	legal-obligation
security	1	web	FI	sole-trader	legal-obligation
security	1	web	FI	role	legal-obligation
security	1	web	DE	consumer	legal-obligation
security	1	web	DE	sole-trader	legal-obligation
security	1	web	DE	role	legal-obligation
security	1	web	other	consumer	legal-obligation
security	1	web	other	sole-trader	legal-obligation
security	1	web	other	role	legal-obligation
security	1	web	unknown	consumer	legal-obligation
security	1	web	unknown	sole-trader	legal-obligation
security	1	web	unknown	role	legal-obligation
security	1	none	SE	consumer	legal-obligation
security	1	none	SE	sole-trader	legal-obligation
security	1	none	SE	role	legal-obligation
security	1	none	NO	consumer	legal-obligation
security	1	none	NO	sole-trader	legal-obligation
security	1	none	NO	role	legal-obligation
security	1	none	DK	consumer	legal-obligation
security	1	none	DK	sole-trader	legal-obligation
security	1	none	DK	role	legal-obligation
security	1	none	FI	consumer	legal-obligation
security	1	none	FI	sole-trader	legal-obligation
security	1	none	FI	role	legal-obligation
security	1	none	DE	consumer	legal-obligation
security	1	none	DE	sole-trader	legal-obligation
security	1	none	DE	role	legal-obligation
security	1	none	other	consumer	legal-obligation
security	1	none	other	sole-trader	legal-obligation
security	1	none	other	role	legal-obligation
security	1	none	unknown	consumer	legal-obligation
security	1	none	unknown	sole-trader	legal-obligation
security	1	none	unknown	role	legal-obligation
news	1	email	SE	consumer	soft-opt-in
news	1	email	SE	sole-trader	soft-opt-in
news	1	email	SE	role	legitimate-interest
news	1	email	NO	consumer	soft-opt-in
news	1	email	NO	sole-trader	soft-opt-in
news	1	email	NO	role	soft-opt-in
news	1	email	DK	consumer	soft-opt-in
news	1	email	DK	sole-trader	soft-opt-in
news	1	email	DK	role	soft-opt-in
news	1	email	FI	consumer	soft-opt-in
news	1	email	FI	sole-trader	soft-opt-in
news	1	email	FI	role	legitimate-interest
news	1	email	DE	consumer	soft-opt-in
news	1	email	DE	sole-trader	soft-opt-in
news	1	email	DE	role	soft-opt-in
news	1	email	other	consumer	soft-opt-in
news	1	email	other	sole-trader	soft-opt-in
news	1	email	other	role	consent
news	1	email	unknown	consumer	soft-opt-in
news	1	email	unknown	sole-trader	soft-opt-in
news	1	email	unknown	role	consent
news	1	sms	SE	consumer	soft-opt-in
news	1	sms	SE	sole-trader	soft-opt-in
news	1	sms	SE	role	legitimate-interest
news	1	sms	NO	consumer	soft-opt-in
news	1	sms	NO	sole-trader	soft-opt-in
news	1	sms	NO	role	soft-opt-in
news	1	sms	DK	consumer	soft-opt-in
news	1	sms	DK	sole-trader	soft-opt-in
news	1	sms	DK	role	soft-opt-in
news	1	sms	FI	consumer	soft-opt-in
news	1	sms	FI	sole-trader	soft-opt-in
news	1	sms	FI	role	legitimate-interest
news	1	sms	DE	consumer	soft-opt-in
news	1	sms	DE	sole-trader	soft-opt-in
news	1	sms	DE	role	soft-opt-in
news	1	sms	other	consumer	soft-opt-in
news	1	sms	other	sole-trader	soft-opt-in
news	1	sms	other	role	consent
news	1	sms	unknown	consumer	soft-opt-in
news	1	sms	unknown	sole-trader	soft-opt-in
news	1	sms	unknown	role	consent
news	1	letter	SE	consumer	legitimate-interest
news	1	letter	SE	sole-trader	legitimate-interest
news	1	letter	SE	role	legitimate-interest
news	1	letter	NO	consumer	legitimate-interest
news	1	letter	NO	sole-trader	legitimate-interest
news	1	letter	NO	role	legitimate-interest
news	1	letter	DK	consumer	legitimate-interest
news	1	letter	DK	sole-trader	legitimate-interest
news	1	letter	DK	role	legitimate-interest
news	1	letter	FI	consumer	legitimate-interest
news	1	letter	FI	sole-trader	legitimate-interest
news	1	letter	FI	role	legitimate-interest
news	1	letter	DE	consumer	legitimate-interest
news	1	letter	DE	sole-trader	legitimate-interest
news	1	letter	DE	role	legitimate-interest
news	1	letter	other	consumer	legitimate-interest
news	1	letter	other	sole-trader	legitimate-interest
news	1	letter	other	role	legitimate-interest
news	1	letter	unknown	consumer	legitimate-interest
news	1	letter	unknown	sole-trader	legitimate-interest
news	1	letter	unknown	role	legitimate-interest
news	1	push	SE	consumer	consent
news	1	push	SE	sole-trader	consent
news	1	push	SE	role	consent
news	1	push	NO	consumer	consent
news	1	push	NO	sole-trader	consent
news	1	push	NO	role	consent
news	1	push	DK	consumer	consent
news	1	push	DK	sole-trader	consent
news	1	push	DK	role	consent
news	1	push	FI	consumer	consent
news	1	push	FI	sole-trader	consent
news	1	push	FI	role	consent
news	1	push	DE	consumer	consent
news	1	push	DE	sole-trader	consent
news	1	push	DE	role	consent
news	1	push	other	consumer	consent
news	1	push	other	sole-trader	consent
news	1	push	other	role	consent
news	1	push	unknown	consumer	consent
news	1	push	unknown	sole-trader	consent
news	1	push	unknown	role	consent
tips	1	email	SE	consumer	soft-opt-in
tips	1	email	SE	sole-trader	soft-opt-in
tips	1	email	SE	role	legitimate-interest
tips	1	email	NO	consumer	soft-opt-in
tips	1	email	NO	sole-trader	soft-opt-in
tips	1	email	NO	role	soft-opt-in
tips	1	email	DK	consumer	soft-opt-in
tips	1	email	DK	sole-trader	soft-opt-in
tips	1	email	DK	role	soft-opt-in
tips	1	email	FI	consumer	soft-opt-in
tips	1	email	FI	sole-trader	soft-opt-in
tips	1	email	FI	role	legitimate-interest
tips	1	email	DE	consumer	soft-opt-in
tips	1	email	DE	sole-trader	soft-opt-in
tips	1	email	DE	role	soft-opt-in
tips	1	email	other	consumer	soft-opt-in
tips	1	email	other	sole-trader	soft-opt-in
tips	1	email	other	role	consent
tips	1	email	unknown	consumer	soft-opt-in
tips	1	email	unknown	sole-trader	soft-opt-in
tips	1	email	unknown	role	consent
tips	1	letter	SE	consumer	legitimate-interest
tips	1	letter	SE	sole-trader	legitimate-interest
tips	1	letter	SE	role	legitimate-interest
tips	1	letter	NO	consumer	legitimate-interest
tips	1	letter	NO	sole-trader	legitimate-interest
tips	1	letter	NO	role	legitimate-interest
tips	1	letter	DK	consumer	legitimate-interest
tips	1	letter	DK	sole-trader	legitimate-interest
tips	1	letter	DK	role	legitimate-interest
tips	1	letter	FI	consumer	legitimate-interest
tips	1	letter	FI	sole-trader	legitimate-interest
tips	1	letter	FI	role	legitimate-interest
tips	1	letter	DE	consumer	legitimate-interest
tips	1	letter	DE	sole-trader	legitimate-interest
tips	1	letter	DE	role	legitimate-interest
tips	1	letter	other	consumer	legitimate-interest
tips	1	letter	other	sole-trader	legitimate-interest
tips	1	letter	other	role	legitimate-interest
tips	1	letter	unknown	consumer	legitimate-interest
tips	1	letter	unknown	sole-trader	legitimate-interest
tips	1	letter	unknown	role	legitimate-interest
tips	1	push	SE	consumer	consent
tips	1	push	SE	sole-trader	consent
tips	1	push	SE	role	consent
tips	1	push	NO	consumer	consent
tips	1	push	NO	sole-trader	consent
tips	1	push	NO	role	consent
tips	1	push	DK	consumer	consent
tips	1	push	DK	sole-trader	consent
tips	1	push	DK	role	consent
tips	1	push	FI	consumer	consent
tips	1	push	FI	sole-trader	consent
tips	1	push	FI	role	consent
tips	1	push	DE	consumer	consent
tips	1	push	DE	sole-trader	consent
tips	1	push	DE	role	consent
tips	1	push	other	consumer	consent
tips	1	push	other	sole-trader	consent
tips	1	push	other	role	consent
tips	1	push	unknown	consumer	consent
tips	1	push	unknown	sole-trader	consent
tips	1	push	unknown	role	consent
events	1	email	SE	consumer	soft-opt-in
events	1	email	SE	sole-trader	soft-opt-in
events	1	email	SE	role	legitimate-interest
events	1	email	NO	consumer	soft-opt-in
events	1	email	NO	sole-trader	soft-opt-in
events	1	email	NO	role	soft-opt-in
events	1	email	DK	consumer	soft-opt-in
events	1	email	DK	sole-trader	soft-opt-in
events	1	email	DK	role	soft-opt-in
events	1	email	FI	consumer	soft-opt-in
events	1	email	FI	sole-trader	soft-opt-in
events	1	email	FI	role	legitimate-interest
events	1	email	DE	consumer	soft-opt-in
events	1	email	DE	sole-trader	soft-opt-in
events	1	email	DE	role	soft-opt-in
events	1	email	other	consumer	soft-opt-in
events	1	email	other	sole-trader	soft-opt-in
events	1	email	other	role	consent
events	1	email	unknown	consumer	soft-opt-in
events	1	email	unknown	sole-trader	soft-opt-in
events	1	email	unknown	role	consent
events	1	sms	SE	consumer	soft-opt-in
events	1	sms	SE	sole-trader	soft-opt-in
events	1	sms	SE	role	legitimate-interest
events	1	sms	NO	consumer	soft-opt-in
events	1	sms	NO	sole-trader	soft-opt-in
events	1	sms	NO	role	soft-opt-in
events	1	sms	DK	consumer	soft-opt-in
events	1	sms	DK	sole-trader	soft-opt-in
events	1	sms	DK	role	soft-opt-in
events	1	sms	FI	consumer	soft-opt-in
events	1	sms	FI	sole-trader	soft-opt-in
events	1	sms	FI	role	legitimate-interest
events	1	sms	DE	consumer	soft-opt-in
events	1	sms	DE	sole-trader	soft-opt-in
events	1	sms	DE	role	soft-opt-in
events	1	sms	other	consumer	soft-opt-in
events	1	sms	other	sole-trader	soft-opt-in
events	1	sms	other	role	consent
events	1	sms	unknown	consumer	soft-opt-in
events	1	sms	unknown	sole-trader	soft-opt-in
events	1	sms	unknown	role	consent
events	1	letter	SE	consumer	legitimate-interest
events	1	letter	SE	sole-trader	legitimate-interest
events	1	letter	SE	role	legitimate-interest
events	1	letter	NO	consumer	legitimate-interest
events	1	letter	NO	sole-trader	legitimate-interest
events	1	letter	NO	role	legitimate-interest
events	1	letter	DK	consumer	legitimate-interest
events	1	letter	DK	sole-trader	legitimate-interest
events	1	letter	DK	role	legitimate-interest
events	1	letter	FI	consumer	legitimate-interest
events	1	letter	FI	sole-trader	legitimate-interest
events	1	letter	FI	role	legitimate-interest
events	1	letter	DE	consumer	legitimate-interest
events	1	letter	DE	sole-trader	legitimate-interest
events	1	letter	DE	role	legitimate-interest
events	1	letter	other	consumer	legitimate-interest
events	1	letter	other	sole-trader	legitimate-interest
events	1	letter	other	role	legitimate-interest
events	1	letter	unknown	consumer	legitimate-interest
events	1	letter	unknown	sole-trader	legitimate-interest
events	1	letter	unknown	role	legitimate-interest
events	1	phone	SE	consumer	legitimate-interest
events	1	phone	SE	sole-trader	legitimate-interest
events	1	phone	SE	role	legitimate-interest
events	1	phone	NO	consumer	legitimate-interest
events	1	phone	NO	sole-trader	legitimate-interest
events	1	phone	NO	role	legitimate-interest
events	1	phone	DK	consumer	consent
events	1	phone	DK	sole-trader	legitimate-interest
events	1	phone	DK	role	legitimate-interest
events	1	phone	FI	consumer	legitimate-interest
events	1	phone	FI	sole-trader	legitimate-interest
events	1	phone	FI	role	legitimate-interest
events	1	phone	DE	consumer	consent
events	1	phone	DE	sole-trader	consent
events	1	phone	DE	role	consent
events	1	phone	other	consumer	consent
events	1	phone	other	sole-trader	consent
events	1	phone	other	role	consent
events	1	phone	unknown	consumer	consent
events	1	phone	unknown	sole-trader	consent
events	1	phone	unknown	role	consent
competitions	1	email	SE	consumer	soft-opt-in
competitions	1	email	SE	sole-trader	soft-opt-in
competitions	1	email	SE	role	legitimate-interest
competitions	1	email	NO	consumer	soft-opt-in
competitions	1	email	NO	sole-trader	soft-opt-in
competitions	1	email	NO	role	soft-opt-in
competitions	1	email	DK	consumer	soft-opt-in
competitions	1	email	DK	sole-trader	soft-opt-in
competitions	1	email	DK	role	soft-opt-in
competitions	1	email	FI	consumer	soft-opt-in
competitions	1	email	FI	sole-trader	soft-opt-in
competitions	1	email	FI	role	legitimate-interest
competitions	1	email	DE	consumer	soft-opt-in
competitions	1	email	DE	sole-trader	soft-opt-in
competitions	1	email	DE	role	soft-opt-in
competitions	1	email	other	consumer	soft-opt-in
competitions	1	email	other	sole-trader	soft-opt-in
competitions	1	email	other	role	consent
competitions	1	email	unknown	consumer	soft-opt-in
competitions	1	email	unknown	sole-trader	soft-opt-in
competitions	1	email	unknown	role	consent
competitions	1	sms	SE	consumer	soft-opt-in
competitions	1	sms	SE	sole-trader	soft-opt-in
competitions	1	sms	SE	role	legitimate-interest
competitions	1	sms	NO	consumer	soft-opt-in
competitions	1	sms	NO	sole-trader	soft-opt-in
competitions	1	sms	NO	role	soft-opt-in
competitions	1	sms	DK	consumer	soft-opt-in
competitions	1	sms	DK	sole-trader	soft-opt-in
competitions	1	sms	DK	role	soft-opt-in
competitions	1	sms	FI	consumer	soft-opt-in
competitions	1	sms	FI	sole-trader	soft-opt-in
competitions	1	sms	FI	role	legitimate-interest
competitions	1	sms	DE	consumer	soft-opt-in
competitions	1	sms	DE	sole-trader	soft-opt-in
competitions	1	sms	DE	role	soft-opt-in
competitions	1	sms	other	consumer	soft-opt-in
competitions	1	sms	other	sole-trader	soft-opt-in
competitions	1	sms	other	role	consent
competitions	1	sms	unknown	consumer	soft-opt-in
competitions	1	sms	unknown	sole-trader	soft-opt-in
competitions	1	sms	unknown	role	consent
competitions	1	letter	SE	consumer	legitimate-interest
competitions	1	letter	SE	sole-trader	legitimate-interest
competitions	1	letter	SE	role	legitimate-interest
competitions	1	letter	NO	consumer	legitimate-interest
competitions	1	letter	NO	sole-trader	legitimate-interest
competitions	1	letter	NO	role	legitimate-interest
competitions	1	letter	DK	consumer	legitimate-interest
competitions	1	letter	DK	sole-trader	legitimate-interest
competitions	1	letter	DK	role	legitimate-interest
competitions	1	letter	FI	consumer	legitimate-interest
competitions	1	letter	FI	sole-trader	legitimate-interest
competitions	1	letter	FI	role	legitimate-interest
competitions	1	letter	DE	consumer	legitimate-interest
competitions	1	letter	DE	sole-trader	legitimate-interest
competitions	1	letter	DE	role	legitimate-interest
competitions	1	letter	other	consumer	legitimate-interest
competitions	1	letter	other	sole-trader	legitimate-interest
competitions	1	letter	other	role	legitimate-interest
competitions	1	letter	unknown	consumer	legitimate-interest
competitions	1	letter	unknown	sole-trader	legitimate-interest
competitions	1	letter	unknown	role	legitimate-interest
surveys	1	email	SE	consumer	soft-opt-in
surveys	1	email	SE	sole-trader	soft-opt-in
surveys	1	email	SE	role	legitimate-interest
surveys	1	email	NO	consumer	soft-opt-in
surveys	1	email	NO	sole-trader	soft-opt-in
surveys	1	email	NO	role	soft-opt-in
surveys	1	email	DK	consumer	soft-opt-in
surveys	1	email	DK	sole-trader	soft-opt-in
surveys	1	email	DK	role	soft-opt-in
surveys	1	email	FI	consumer	soft-opt-in
surveys	1	email	FI	sole-trader	soft-opt-in
surveys	1	email	FI	role	legitimate-interest
surveys	1	email	DE	consumer	soft-opt-in
surveys	1	email	DE	sole-trader	soft-opt-in
surveys	1	email	DE	role	soft-opt-in
surveys	1	email	other	consumer	soft-opt-in
surveys	1	email	other	sole-trader	soft-opt-in
surveys	1	email	other	role	consent
surveys	1	email	unknown	consumer	soft-opt-in
surveys	1	email	unknown	sole-trader	soft-opt-in
surveys	1	email	unknown	role	consent
surveys	1	sms	SE	consumer	soft-opt-in
surveys	1	sms	SE	sole-trader	soft-opt-in
surveys	1	sms	SE	role	legitimate-interest
surveys	1	sms	NO	consumer	soft-opt-in
surveys	1	sms	NO	sole-trader	soft-opt-in
surveys	1	sms	NO	role	soft-opt-in
surveys	1	sms	DK	consumer	soft-opt-in
surveys	1	sms	DK	sole-trader	soft-opt-in
surveys	1	sms	DK	role	soft-opt-in
surveys	1	sms	FI	consumer	soft-opt-in
surveys	1	sms	FI	sole-trader	soft-opt-in
surveys	1	sms	FI	role	legitimate-interest
surveys	1	sms	DE	consumer	soft-opt-in
surveys	1	sms	DE	sole-trader	soft-opt-in
surveys	1	sms	DE	role	soft-opt-in
surveys	1	sms	other	consumer	soft-opt-in
surveys	1	sms	other	sole-trader	soft-opt-in
surveys	1	sms	other	role	consent
surveys	1	sms	unknown	consumer	soft-opt-in
surveys	1	sms	unknown	sole-trader	soft-opt-in
surveys	1	sms	unknown	role	consent
surveys	1	letter	SE	consumer	legitimate-interest
surveys	1	letter	SE	sole-trader	legitimate-interest
surveys	1	letter	SE	role	legitimate-interest
surveys	1	letter	NO	consumer	legitimate-interest
surveys	1	letter	NO	sole-trader	legitimate-interest
surveys	1	letter	NO	role	legitimate-interest
surveys	1	letter	DK	consumer	legitimate-interest
surveys	1	letter	DK	sole-trader	legitimate-interest
surveys	1	letter	DK	role	legitimate-interest
surveys	1	letter	FI	consumer	legitimate-interest
surveys	1	letter	FI	sole-trader	legitimate-interest
surveys	1	letter	FI	role	legitimate-interest
surveys	1	letter	DE	consumer	legitimate-interest
surveys	1	letter	DE	sole-trader	legitimate-interest
surveys	1	letter	DE	role	legitimate-interest
surveys	1	letter	other	consumer	legitimate-interest
surveys	1	letter	other	sole-trader	legitimate-interest
surveys	1	letter	other	role	legitimate-interest
surveys	1	letter	unknown	consumer	legitimate-interest
surveys	1	letter	unknown	sole-trader	legitimate-interest
surveys	1	letter	unknown	role	legitimate-interest
surveys	1	phone	SE	consumer	legitimate-interest
surveys	1	phone	SE	sole-trader	legitimate-interest
surveys	1	phone	SE	role	legitimate-interest
surveys	1	phone	NO	consumer	legitimate-interest
surveys	1	phone	NO	sole-trader	legitimate-interest
surveys	1	phone	NO	role	legitimate-interest
surveys	1	phone	DK	consumer	consent
surveys	1	phone	DK	sole-trader	legitimate-interest
surveys	1	phone	DK	role	legitimate-interest
surveys	1	phone	FI	consumer	legitimate-interest
surveys	1	phone	FI	sole-trader	legitimate-interest
surveys	1	phone	FI	role	legitimate-interest
surveys	1	phone	DE	consumer	consent
surveys	1	phone	DE	sole-trader	consent
surveys	1	phone	DE	role	consent
surveys	1	phone	other	consumer	consent
surveys	1	phone	other	sole-trader	consent
surveys	1	phone	other	role	consent
surveys	1	phone	unknown	consumer	consent
surveys	1	phone	unknown	sole-trader	consent
surveys	1	phone	unknown	role	consent
phone-follow-up	1	phone	SE	consumer	legitimate-interest
phone-follow-up	1	phone	SE	sole-trader	legitimate-interest
phone-follow-up	1	phone	SE	role	legitimate-interest
phone-follow-up	1	phone	NO	consumer	legitimate-interest
phone-follow-up	1	phone	NO	sole-trader	legitimate-interest
phone-follow-up	1	phone	NO	role	legitimate-interest
phone-follow-up	1	phone	DK	consumer	consent
phone-follow-up	1	phone	DK	sole-trader	legitimate-interest
phone-follow-up	1	phone	DK	role	legitimate-interest
phone-follow-up	1	phone	FI	consumer	legitimate-interest
phone-follow-up	1	phone	FI	sole-trader	legitimate-interest
phone-follow-up	1	phone	FI	role	legitimate-interest
phone-follow-up	1	phone	DE	consumer	consent
phone-follow-up	1	phone	DE	sole-trader	consent
phone-follow-up	1	phone	DE	role	consent
phone-follow-up	1	phone	other	consumer	consent
phone-follow-up	1	phone	other	sole-trader	consent
phone-follow-up	1	phone	other	role	consent
phone-follow-up	1	phone	unknown	consumer	consent
phone-follow-up	1	phone	unknown	sole-trader	consent
phone-follow-up	1	phone	unknown	role	consent
analytics	1	none	SE	consumer	legitimate-interest
analytics	1	none	SE	sole-trader	legitimate-interest
analytics	1	none	SE	role	legitimate-interest
analytics	1	none	NO	consumer	legitimate-interest
analytics	1	none	NO	sole-trader	legitimate-interest
analytics	1	none	NO	role	legitimate-interest
analytics	1	none	DK	consumer	legitimate-interest
analytics	1	none	DK	sole-trader	legitimate-interest
analytics	1	none	DK	role	legitimate-interest
analytics	1	none	FI	consumer	legitimate-interest
analytics	1	none	FI	sole-trader	legitimate-interest
analytics	1	none	FI	role	legitimate-interest
analytics	1	none	DE	consumer	legitimate-interest
analytics	1	none	DE	sole-trader	legitimate-interest
analytics	1	none	DE	role	legitimate-interest
analytics	1	none	other	consumer	legitimate-interest
analytics	1	none	other	sole-trader	legitimate-interest
analytics	1	none	other	role	legitimate-interest
analytics	1	none	unknown	consumer	legitimate-interest
analytics	1	none	unknown	sole-trader	legitimate-interest
analytics	1	none	unknown	role	legitimate-interest
recommendations	1	web	SE	consumer	consent
recommendations	1	web	SE	sole-trader	consent
recommendations	1	web	SE	role	consent
recommendations	1	web	NO	consumer	consent
recommendations	1	web	NO	sole-trader	consent
recommendations	1	web	NO	role	consent
recommendations	1	web	DK	consumer	consent
recommendations	1	web	DK	sole-trader	consent
recommendations	1	web	DK	role	consent
recommendations	1	web	FI	consumer	consent
recommendations	1	web	FI	sole-trader	consent
recommendations	1	web	FI	role	consent
recommendations	1	web	DE	consumer	consent
recommendations	1	web	DE	sole-trader	consent
recommendations	1	web	DE	role	consent
recommendations	1	web	other	consumer	consent
recommendations	1	web	other	sole-trader	consent
recommendations	1	web	other	role	consent
recommendations	1	web	unknown	consumer	consent
recommendations	1	web	unknown	sole-trader	consent
recommendations	1	web	unknown	role	consent
recommendations	1	none	SE	consumer	consent
recommendations	1	none	SE	sole-trader	consent
recommendations	1	none	SE	role	consent
recommendations	1	none	NO	consumer	consent
recommendations	1	none	NO	sole-trader	consent
recommendations	1	none	NO	role	consent
recommendations	1	none	DK	consumer	consent
recommendations	1	none	DK	sole-trader	consent
recommendations	1	none	DK	role	consent
recommendations	1	none	FI	consumer	consent
recommendations	1	none	FI	sole-trader	consent
recommendations	1	none	FI	role	consent
recommendations	1	none	DE	consumer	consent
recommendations	1	none	DE	sole-trader	consent
recommendations	1	none	DE	role	consent
recommendations	1	none	other	consumer	consent
recommendations	1	none	other	sole-trader	consent
recommendations	1	none	other	role	consent
recommendations	1	none	unknown	consumer	consent
recommendations	1	none	unknown	sole-trader	consent
recommendations	1	none	unknown	role	consent
\.

copy purpose_field (purpose_key, version, field_key) from stdin;
contract	1	given_name
contract	1	family_name
contract	1	full_name
contract	1	company_name
contract	1	email
contract	1	phone
contract	1	postal_address
contract	1	street
contract	1	postal_code
contract	1	city
contract	1	region
contract	1	language
contract	1	title
contract	1	birth_date
contract	1	customer_number
contract	1	delivery
contract	1	last_purchase_at
contract	1	passport_number
invoicing	1	given_name
invoicing	1	family_name
invoicing	1	full_name
invoicing	1	company_name
invoicing	1	email
invoicing	1	phone
invoicing	1	postal_address
invoicing	1	street
invoicing	1	postal_code
invoicing	1	city
invoicing	1	region
invoicing	1	language
invoicing	1	customer_number
invoicing	1	delivery
invoicing	1	identity_number
service	1	given_name
service	1	family_name
service	1	full_name
service	1	company_name
service	1	email
service	1	phone
service	1	postal_address
service	1	street
service	1	postal_code
service	1	city
service	1	region
service	1	language
service	1	title
service	1	customer_number
service	1	preferred_products
service	1	health_note
prospects	1	given_name
prospects	1	family_name
prospects	1	full_name
prospects	1	company_name
prospects	1	email
prospects	1	phone
prospects	1	postal_address
prospects	1	street
prospects	1	postal_code
prospects	1	city
prospects	1	region
prospects	1	language
prospects	1	title
prospects	1	interests
trial	1	given_name
trial	1	family_name
trial	1	full_name
trial	1	company_name
trial	1	email
trial	1	phone
trial	1	language
membership	1	given_name
membership	1	family_name
membership	1	full_name
membership	1	company_name
membership	1	email
membership	1	phone
membership	1	postal_address
membership	1	street
membership	1	postal_code
membership	1	city
membership	1	region
membership	1	language
membership	1	birth_date
membership	1	customer_number
membership	1	loyalty_level
membership	1	last_purchase_at
membership	1	lifetime_value
membership	1	photo
rights	1	given_name
rights	1	family_name
rights	1	full_name
rights	1	company_name
rights	1	email
rights	1	phone
rights	1	postal_address
rights	1	street
rights	1	postal_code
rights	1	city
rights	1	region
rights	1	language
rights	1	identity_number
security	1	given_name
security	1	family_name
security	1	full_name
security	1	company_name
security	1	email
security	1	phone
security	1	postal_address
security	1	language
news	1	given_name
news	1	family_name
news	1	full_name
news	1	company_name
news	1	email
news	1	phone
news	1	postal_address
news	1	street
news	1	postal_code
news	1	city
news	1	region
news	1	language
news	1	interests
tips	1	given_name
tips	1	family_name
tips	1	full_name
tips	1	company_name
tips	1	email
tips	1	postal_address
tips	1	street
tips	1	postal_code
tips	1	city
tips	1	region
tips	1	language
tips	1	interests
tips	1	preferred_products
events	1	given_name
events	1	family_name
events	1	full_name
events	1	company_name
events	1	email
events	1	phone
events	1	postal_address
events	1	street
events	1	postal_code
events	1	city
events	1	region
events	1	language
events	1	interests
competitions	1	given_name
competitions	1	family_name
competitions	1	full_name
competitions	1	company_name
competitions	1	email
competitions	1	phone
competitions	1	postal_address
competitions	1	street
competitions	1	postal_code
competitions	1	city
competitions	1	region
competitions	1	language
competitions	1	birth_date
surveys	1	given_name
surveys	1	family_name
surveys	1	full_name
surveys	1	company_name
surveys	1	email
surveys	1	phone
surveys	1	postal_address
surveys	1	street
surveys	1	postal_code
surveys	1	city
surveys	1	region
surveys	1	language
surveys	1	gender
surveys	1	last_purchase_at
phone-follow-up	1	given_name
phone-follow-up	1	family_name
phone-follow-up	1	full_name
phone-follow-up	1	company_name
phone-follow-up	1	phone
phone-follow-up	1	language
phone-follow-up	1	last_purchase_at
phone-follow-up	1	preferred_products
analytics	1	postal_code
analytics	1	city
analytics	1	region
analytics	1	birth_date
analytics	1	gender
analytics	1	last_purchase_at
analytics	1	lifetime_value
analytics	1	loyalty_level
recommendations	1	interests
recommendations	1	concluded_interests
recommendations	1	preferred_products
recommendations	1	last_purchase_at
\.

copy purpose_version (purpose_key, version, catalogue_version, kind, group_key, channels, recipients, retention, texts, retired) from stdin;
contract	1	1	service	agreement	{email,sms,letter,phone,web,none}	["carriers"]	{"from": "ground-end", "months": 36}	{"en": {"name": "Your agreement", "description": "We need the data to keep what we have agreed with you: to deliver, exchange, repair and stand by what you have bought."}, "nb": {"name": "Avtalen din", "description": "Vi trenger opplysningene for å holde det vi er blitt enige med deg om: levere, bytte, reparere og stå for det du har kjøpt."}, "sv": {"name": "Ditt avtal", "description": "Vi behöver uppgifterna för att hålla det vi har kommit överens om med dig: leverera, byta, reparera och svara för det du har köpt."}}	f
invoicing	1	1	claim	agreement	{email,sms,letter,phone,web,none}	["banks", "invoice-operators"]	{"from": "ground-end", "months": 36}	{"en": {"name": "Invoices and payment", "description": "We send invoices, receive payments and remind you of what has not been paid."}, "nb": {"name": "Fakturaer og betaling", "description": "Vi sender fakturaer, tar imot betalinger og minner om det som ikke er betalt."}, "sv": {"name": "Fakturor och betalning", "description": "Vi skickar fakturor, tar emot betalningar och påminner om det som inte är betalt."}}	f
bookkeeping	1	1	legal	duty	{none}	["accountants", "tax-authority"]	{"from": "bookkeeping-floor", "months": 0}	{"en": {"name": "Bookkeeping", "description": "The law requires us to keep invoices and receipts for a number of years. Only the documents themselves are kept, nothing else about you."}, "nb": {"name": "Bokføring", "description": "Loven krever at vi oppbevarer fakturaer og kvitteringer i et visst antall år. Bare selve dokumentene oppbevares, ikke noe annet om deg."}, "sv": {"name": "Bokföring", "description": "Lagen kräver att vi sparar fakturor och kvitton ett visst antal år. Bara själva handlingarna sparas, inget annat om dig."}}	f
service	1	1	service	service	{email,sms,letter,phone,web,none}	["none"]	{"from": "case-closed", "months": 12}	{"en": {"name": "Customer service", "description": "We answer your questions, solve problems and tell you about changes to what you have with us. It is not advertising."}, "nb": {"name": "Kundeservice", "description": "Vi svarer på spørsmålene dine, løser problemer og forteller om endringer i det du har hos oss. Det er ikke reklame."}, "sv": {"name": "Kundservice", "description": "Vi svarar på dina frågor, löser problem och berättar om sådant som ändras i det du har hos oss. Det är ingen reklam."}}	f
prospects	1	1	service	agreement	{email,sms,letter,phone,none}	["none"]	{"from": "ground-end", "months": 6}	{"en": {"name": "Your enquiry", "description": "You have asked for an offer or to be contacted. We use the data to answer you and to settle your enquiry."}, "nb": {"name": "Forespørselen din", "description": "Du har bedt om et tilbud eller om å bli kontaktet. Vi bruker opplysningene for å svare deg og bli ferdige med saken din."}, "sv": {"name": "Din förfrågan", "description": "Du har bett om ett erbjudande eller om att bli kontaktad. Vi använder uppgifterna för att svara dig och bli klara med din fråga."}}	f
trial	1	1	service	agreement	{email,sms,web,none}	["none"]	{"from": "ground-end", "months": 3}	{"en": {"name": "Your trial", "description": "You are trying something with us. We use the data to make the trial work and to tell you before it ends."}, "nb": {"name": "Prøveperioden din", "description": "Du prøver noe hos oss. Vi bruker opplysningene for at prøven skal fungere, og for å si fra før den er over."}, "sv": {"name": "Din provperiod", "description": "Du provar något hos oss. Vi använder uppgifterna för att provet ska fungera och för att säga till innan det tar slut."}}	f
membership	1	1	service	agreement	{email,sms,letter,phone,web,none}	["none"]	{"from": "ground-end", "months": 12}	{"en": {"name": "Your membership", "description": "We work out and give you what the membership promises, such as points, bonus and member prices."}, "nb": {"name": "Medlemskapet ditt", "description": "Vi beregner og gir deg det medlemskapet lover, for eksempel poeng, bonus og medlemspriser."}, "sv": {"name": "Ditt medlemskap", "description": "Vi räknar ut och ger dig det som medlemskapet lovar, till exempel poäng, bonus och medlemspriser."}}	f
rights	1	1	legal	duty	{email,sms,letter,phone,web,none}	["none"]	{"from": "case-closed", "months": 24}	{"en": {"name": "Your rights", "description": "We handle what you request about your data, remember when you have said no, and can show what you have answered."}, "nb": {"name": "Rettighetene dine", "description": "Vi tar hånd om det du ber om når det gjelder opplysningene dine, husker når du har sagt nei, og kan vise hva du har svart."}, "sv": {"name": "Dina rättigheter", "description": "Vi tar hand om det du begär om dina uppgifter, minns när du har sagt nej och kan visa vad du har svarat."}}	f
security	1	1	legal	duty	{email,sms,letter,phone,web,none}	["none"]	{"from": "collected", "months": 12}	{"en": {"name": "Security", "description": "We protect your data against intrusion and misuse, and tell you if something has happened that could harm you."}, "nb": {"name": "Sikkerhet", "description": "Vi beskytter opplysningene dine mot innbrudd og misbruk, og sier fra hvis noe har skjedd som kan skade deg."}, "sv": {"name": "Säkerhet", "description": "Vi skyddar dina uppgifter mot intrång och missbruk, och säger till om något har hänt som kan skada dig."}}	f
news	1	1	marketing	marketing	{email,sms,letter,push}	["mail-carriers"]	{"from": "ground-end", "months": 0}	{"en": {"ifNo": "You get no news from us. What we hold for that alone is deleted.", "name": "News", "ifYes": "You get our news in the way and as often as you choose. You can say no whenever you like.", "question": "May we send you news and offers?", "description": "We tell you about new products, services and offers."}, "nb": {"ifNo": "Du får ingen nyheter fra oss. Det vi har bare for dette, slettes.", "name": "Nyheter", "ifYes": "Du får nyhetene våre på den måten og så ofte som du velger. Du kan si nei når du vil.", "question": "Får vi sende deg nyheter og tilbud?", "description": "Vi forteller om nye varer, tjenester og tilbud."}, "sv": {"ifNo": "Du får inga nyheter från oss. Det vi har bara för den sakens skull tas bort.", "name": "Nyheter", "ifYes": "Du får våra nyheter på det sätt och så ofta som du väljer. Du kan säga nej när du vill.", "question": "Får vi skicka nyheter och erbjudanden till dig?", "description": "Vi berättar om nya varor, tjänster och erbjudanden."}}	f
tips	1	1	marketing	marketing	{email,letter,push}	["mail-carriers"]	{"from": "ground-end", "months": 0}	{"en": {"ifNo": "You get no tips from us. What we hold for that alone is deleted.", "name": "Tips and inspiration", "ifYes": "You get tips chosen by the interests you have told us about. You can say no whenever you like.", "question": "May we send you tips and inspiration?", "description": "We send advice and ideas that suit what you are interested in."}, "nb": {"ifNo": "Du får ingen tips fra oss. Det vi har bare for dette, slettes.", "name": "Tips og inspirasjon", "ifYes": "Du får tips som velges etter interessene du har fortalt om. Du kan si nei når du vil.", "question": "Får vi sende deg tips og inspirasjon?", "description": "Vi sender råd og ideer som passer til det du er interessert i."}, "sv": {"ifNo": "Du får inga tips från oss. Det vi har bara för den sakens skull tas bort.", "name": "Tips och inspiration", "ifYes": "Du får tips som väljs efter de intressen du har berättat om. Du kan säga nej när du vill.", "question": "Får vi skicka tips och inspiration till dig?", "description": "Vi skickar råd och idéer som passar det du är intresserad av."}}	f
events	1	1	marketing	marketing	{email,sms,letter,phone}	["mail-carriers"]	{"from": "ground-end", "months": 0}	{"en": {"ifNo": "You get no invitations. What we hold for that alone is deleted.", "name": "Events", "ifYes": "You get invitations in the way you choose. You can say no whenever you like.", "question": "May we invite you to events?", "description": "We invite you to fairs, courses, evenings in the shop and other things that happen."}, "nb": {"ifNo": "Du får ingen invitasjoner. Det vi har bare for dette, slettes.", "name": "Arrangementer", "ifYes": "Du får invitasjoner på den måten du velger. Du kan si nei når du vil.", "question": "Får vi invitere deg til arrangementer?", "description": "Vi inviterer til messer, kurs, kvelder i butikken og annet som skjer."}, "sv": {"ifNo": "Du får inga inbjudningar. Det vi har bara för den sakens skull tas bort.", "name": "Evenemang", "ifYes": "Du får inbjudningar på det sätt du väljer. Du kan säga nej när du vill.", "question": "Får vi bjuda in dig till evenemang?", "description": "Vi bjuder in till mässor, kurser, kvällar i butiken och annat som händer."}}	f
competitions	1	1	marketing	marketing	{email,sms,letter}	["mail-carriers"]	{"from": "ground-end", "months": 0}	{"en": {"ifNo": "You get nothing about competitions. What we hold for that alone is deleted.", "name": "Competitions", "ifYes": "You hear when a competition starts. You take part only if you enter it yourself.", "question": "May we tell you about competitions?", "description": "We tell you about competitions and draws you can enter."}, "nb": {"ifNo": "Du får ikke noe om konkurranser. Det vi har bare for dette, slettes.", "name": "Konkurranser", "ifYes": "Du får vite når en konkurranse begynner. Du er bare med hvis du selv melder deg på.", "question": "Får vi fortelle deg om konkurranser?", "description": "Vi forteller om konkurranser og trekninger du kan være med i."}, "sv": {"ifNo": "Du får inget om tävlingar. Det vi har bara för den sakens skull tas bort.", "name": "Tävlingar", "ifYes": "Du får veta när en tävling börjar. Du är med bara om du själv anmäler dig.", "question": "Får vi berätta om tävlingar för dig?", "description": "Vi berättar om tävlingar och utlottningar som du kan vara med i."}}	f
surveys	1	1	marketing	marketing	{email,sms,letter,phone}	["mail-carriers"]	{"from": "ground-end", "months": 0}	{"en": {"ifNo": "You get no surveys. What we hold for that alone is deleted.", "name": "Surveys", "ifYes": "You get a survey now and then. You choose each time whether to answer.", "question": "May we ask what you think?", "description": "We ask what you think of us and of what we sell."}, "nb": {"ifNo": "Du får ingen undersøkelser. Det vi har bare for dette, slettes.", "name": "Undersøkelser", "ifYes": "Du får en undersøkelse iblant. Du velger hver gang om du vil svare.", "question": "Får vi spørre hva du synes?", "description": "Vi spør hva du synes om oss og det vi selger."}, "sv": {"ifNo": "Du får inga undersökningar. Det vi har bara för den sakens skull tas bort.", "name": "Undersökningar", "ifYes": "Du får en undersökning ibland. Du väljer varje gång om du vill svara.", "question": "Får vi fråga vad du tycker?", "description": "Vi frågar vad du tycker om oss och det vi säljer."}}	f
phone-follow-up	1	1	marketing	marketing	{phone}	["mail-carriers"]	{"from": "ground-end", "months": 0}	{"en": {"ifNo": "We do not call you to follow up purchases. What we hold for that alone is deleted.", "name": "Follow-up by phone", "ifYes": "We may call you after a purchase. Tell us in the call if you do not want another.", "question": "May we call you after a purchase?", "description": "We call after a purchase to hear whether all is well and whether you need anything more."}, "nb": {"ifNo": "Vi ringer deg ikke for å følge opp kjøp. Det vi har bare for dette, slettes.", "name": "Oppfølging per telefon", "ifYes": "Vi kan ringe deg etter et kjøp. Si fra i samtalen hvis du ikke vil bli oppringt igjen.", "question": "Får vi ringe deg etter et kjøp?", "description": "Vi ringer etter et kjøp for å høre om alt fungerer, og om du trenger noe mer."}, "sv": {"ifNo": "Vi ringer dig inte för att följa upp köp. Det vi har bara för den sakens skull tas bort.", "name": "Uppföljning per telefon", "ifYes": "Vi kan ringa dig efter ett köp. Säg till i samtalet om du inte vill bli uppringd igen.", "question": "Får vi ringa dig efter ett köp?", "description": "Vi ringer efter ett köp för att höra om allt fungerar och om du behöver något mer."}}	f
analytics	1	1	analysis	improvement	{none}	["none"]	{"from": "ground-end", "months": 0}	{"en": {"name": "Statistics", "description": "We count purchases and groups of customers to understand how the business is doing. Nobody is contacted and nothing is decided about you."}, "nb": {"name": "Statistikk", "description": "Vi regner på kjøp og kundegrupper for å forstå hvordan virksomheten går. Ingen kontaktes, og ingenting avgjøres om deg."}, "sv": {"name": "Statistik", "description": "Vi räknar på köp och kundgrupper för att förstå hur verksamheten går. Ingen kontaktas och inget bestäms om dig."}}	f
recommendations	1	1	marketing	improvement	{web,none}	["none"]	{"from": "ground-end", "months": 0}	{"en": {"ifNo": "We draw no conclusions, and those we have are deleted.", "name": "Suggestions that suit you", "ifYes": "You get suggestions based on your purchases and interests. You can remove any conclusion, and say no whenever you like.", "question": "May we draw conclusions about what suits you?", "description": "We draw conclusions from what you have bought and told us, to show suggestions that suit you. You always see what we have concluded."}, "nb": {"ifNo": "Vi trekker ingen slutninger, og de som finnes, slettes.", "name": "Forslag som passer deg", "ifYes": "Du får forslag som bygger på kjøpene og interessene dine. Du kan fjerne hver slutning, og si nei når du vil.", "question": "Får vi trekke slutninger om hva som passer deg?", "description": "Vi trekker slutninger av det du har kjøpt og fortalt, for å vise forslag som passer deg. Du ser alltid hvilke slutninger vi har trukket."}, "sv": {"ifNo": "Vi drar inga slutsatser, och de som finns tas bort.", "name": "Förslag som passar dig", "ifYes": "Du får förslag som bygger på dina köp och intressen. Du kan ta bort varje slutsats, och säga nej när du vill.", "question": "Får vi dra slutsatser om vad som passar dig?", "description": "Vi drar slutsatser av det du har köpt och berättat, för att visa förslag som passar dig. Du ser alltid vilka slutsatser vi har dragit."}}	f
\.

copy relation (person_id, relation_id, kind, other_person_id, since, until, evidence) from stdin;
d0000000-0000-7000-8000-000000000005	019aac72-fa7c-7f2b-9bc1-454eb4fe5fb4	guardian	d0000000-0000-7000-8000-000000000004	2025-11-22 16:43:27.74+00	\N	{}
d0000000-0000-7000-8000-000000000006	019aac72-fa7c-7a0a-be39-d44e29559a1d	household	d0000000-0000-7000-8000-000000000007	2025-11-22 16:43:27.74+00	\N	{}
d0000000-0000-7000-8000-00000000000d	019aac72-fa7c-7be1-af2f-78c4ef79f606	estate	d0000000-0000-7000-8000-00000000000e	2025-11-22 16:43:27.74+00	\N	{}
\.

copy restriction (person_id, purpose, field_key, since, seq) from stdin;
d0000000-0000-7000-8000-000000000011	*	*	2026-11-17 16:43:27.74+00	3
\.

copy staff (staff_id, name, email, created_at, ended_at) from stdin;
01a20424-2a95-78d4-a9e3-99bec14011f8	Astrid Nyberg	\N	2026-11-22 16:43:28.789+00	\N
\.

copy staff_role_of (staff_id, role_key, given_at, given_by, ended_at, ended_by) from stdin;
01a20424-2a95-78d4-a9e3-99bec14011f8	administrator	2026-11-22 16:43:28.789+00	\N	\N	\N
\.

copy standing (person_id, purpose, channel, state, contact_point_id, frequency, since, seq, purpose_version, unproved, lifted) from stdin;
d0000000-0000-7000-8000-000000000005	competitions	email	given	019aac72-fa7c-7a64-8b1c-f2eb1d7af752	\N	2026-11-02 16:43:27.74+00	2	1	f	\N
d0000000-0000-7000-8000-000000000001	news	email	given	019aac72-fa7c-7fc7-97c3-f34ba7b3fd0b	monthly	2026-05-06 16:43:27.74+00	2	1	f	\N
d0000000-0000-7000-8000-000000000001	events	email	asked	019aac72-fa7c-7fc7-97c3-f34ba7b3fd0b	\N	2026-11-22 16:43:30.956+00	3	1	f	\N
d0000000-0000-7000-8000-000000000004	tips	email	given	019aac72-fa7c-715c-8453-69ca3e99342d	\N	2026-10-23 16:43:27.74+00	3	1	f	\N
d0000000-0000-7000-8000-000000000004	events	email	asked	019aac72-fa7c-715c-8453-69ca3e99342d	\N	2026-11-22 16:43:30.957+00	4	1	f	\N
d0000000-0000-7000-8000-000000000008	events	email	given	019aac72-fa7c-7e49-8325-b2e77aed767d	\N	2026-10-08 16:43:27.74+00	2	1	f	\N
d0000000-0000-7000-8000-000000000002	events	letter	given	019aac72-fa7c-7868-9346-8d28f1751b65	\N	2026-08-24 16:43:27.74+00	3	1	f	\N
d0000000-0000-7000-8000-00000000000b	news	email	given	019aac72-fa7c-794e-8bdc-ceda62331631	\N	2026-01-26 16:43:27.74+00	3	1	f	\N
d0000000-0000-7000-8000-00000000000b	*	*	objected	019aac72-fa7c-794e-8bdc-ceda62331631	\N	2026-11-10 16:43:27.74+00	4	\N	f	\N
d0000000-0000-7000-8000-000000000010	news	email	unconfirmed	019aac72-fa7c-7d42-976b-fb342714b9cc	\N	2026-11-20 16:43:27.74+00	2	1	f	\N
d0000000-0000-7000-8000-000000000011	surveys	email	given	019aac72-fa7c-7c25-a10f-7f945d78461d	\N	2026-07-25 16:43:27.74+00	2	1	f	\N
d0000000-0000-7000-8000-000000000006	news	email	given	019aac72-fa7c-77cb-81ed-a5cf22756a3c	\N	2026-06-25 16:43:27.74+00	2	1	f	\N
d0000000-0000-7000-8000-000000000007	*	*	objected	019aac72-fa7c-7361-9853-50658c2af5a1	\N	2026-08-14 16:43:27.74+00	2	\N	f	\N
d0000000-0000-7000-8000-000000000006	events	email	asked	019aac72-fa7c-77cb-81ed-a5cf22756a3c	\N	2026-11-22 16:43:30.966+00	3	1	f	\N
d0000000-0000-7000-8000-00000000000a	news	email	asked	019aac72-fa7c-7802-9fcc-3c0d5c6def26	\N	2026-09-03 16:43:27.74+00	2	1	f	\N
\.

copy token (token_hash, kind, person_id, purposes, channel, contact_point_id, mailing_id, entry_seq, wording_id, language, created_at, expires_at, used_at) from stdin;
\\x0be9c27b9b866ab3121f71b185cc88f533980f2a5472fb11813e9c0626e9d066	stop	d0000000-0000-7000-8000-000000000001	{news}	email	019aac72-fa7c-7fc7-97c3-f34ba7b3fd0b	01a20424-2f6f-74be-bbd3-91236c55a44a	\N	\N	sv	2026-11-22 16:43:30.395+00	\N	\N
\\x14581195bfc303f91e3d78be673923b3e6b8577e666335ad6f11123551b6ffc3	stop	d0000000-0000-7000-8000-000000000006	{news}	email	019aac72-fa7c-77cb-81ed-a5cf22756a3c	01a20424-2f6f-74be-bbd3-91236c55a44a	\N	\N	sv	2026-11-22 16:43:30.395+00	\N	\N
\\xd4c7794f8382a9bb6af17080fba4022ea2a7a07e4118b891d5adcc31a6814b7b	stop	d0000000-0000-7000-8000-000000000001	{events}	email	019aac72-fa7c-7fc7-97c3-f34ba7b3fd0b	01a20424-31af-7834-8d5f-ebb8491d0f84	\N	\N	sv	2026-11-22 16:43:30.921+00	\N	\N
\\x9aa557ae863d634e79ec72f47b4e7768a3ae2453817cc57c017ffcef96983052	ask	d0000000-0000-7000-8000-000000000001	{events}	email	019aac72-fa7c-7fc7-97c3-f34ba7b3fd0b	01a20424-31af-7834-8d5f-ebb8491d0f84	\N	\\xe639c3d55838159c7ac6e367cbebf8816fb1a6a2472270f7c2ff962354a6ade8	sv	2026-11-22 16:43:30.921+00	2027-11-22 16:43:30.921+00	\N
\\xffc78f2820a6e62406c0878bdf6354eebca103008b8ee5732b6b8a3a8baef1cb	stop	d0000000-0000-7000-8000-000000000004	{events}	email	019aac72-fa7c-715c-8453-69ca3e99342d	01a20424-31af-7834-8d5f-ebb8491d0f84	\N	\N	sv	2026-11-22 16:43:30.921+00	\N	\N
\\xce87624b1c305701f148fdda2c5438e43096a788b9e1a088de97c395876e5583	ask	d0000000-0000-7000-8000-000000000004	{events}	email	019aac72-fa7c-715c-8453-69ca3e99342d	01a20424-31af-7834-8d5f-ebb8491d0f84	\N	\\xe639c3d55838159c7ac6e367cbebf8816fb1a6a2472270f7c2ff962354a6ade8	sv	2026-11-22 16:43:30.921+00	2027-11-22 16:43:30.921+00	\N
\\x9870c80f3d78a7ec4fc6f48b4dd0ec68d087a9fd494b47151c6a0839f2ab74e2	stop	d0000000-0000-7000-8000-000000000006	{events}	email	019aac72-fa7c-77cb-81ed-a5cf22756a3c	01a20424-31af-7834-8d5f-ebb8491d0f84	\N	\N	sv	2026-11-22 16:43:30.921+00	\N	\N
\\x2bf6348272404637999e84b051a7eca83239436f82e1ed8e42c41cb72a5aa970	ask	d0000000-0000-7000-8000-000000000006	{events}	email	019aac72-fa7c-77cb-81ed-a5cf22756a3c	01a20424-31af-7834-8d5f-ebb8491d0f84	\N	\\xe639c3d55838159c7ac6e367cbebf8816fb1a6a2472270f7c2ff962354a6ade8	sv	2026-11-22 16:43:30.921+00	2027-11-22 16:43:30.921+00	\N
\.

copy use_record (person_id, use_id, at, kind, purpose, channel, contact_point_id, rule, ground_id, entry_seq, mailing_id, subject, actor_kind, actor_id, certain) from stdin;
d0000000-0000-7000-8000-000000000001	01a20424-30f4-7beb-ad30-57efde5391fc	2026-11-22 16:43:30.42+00	sent	news	email	019aac72-fa7c-7fc7-97c3-f34ba7b3fd0b	D4a	019dfe2c-467c-70cc-af2d-b2400d1a6aa6	2	01a20424-2f6f-74be-bbd3-91236c55a44a	Nytt i mars, Maria	system	\N	t
d0000000-0000-7000-8000-000000000001	01a20424-330c-7540-90d4-ef3852b7de68	2026-11-22 16:43:30.956+00	sent	events	email	019aac72-fa7c-7fc7-97c3-f34ba7b3fd0b	D7d	\N	\N	01a20424-31af-7834-8d5f-ebb8491d0f84	En fråga till dig	system	\N	t
d0000000-0000-7000-8000-000000000004	01a20424-330d-7594-916d-b17b8be55498	2026-11-22 16:43:30.957+00	sent	events	email	019aac72-fa7c-715c-8453-69ca3e99342d	D7d	\N	\N	01a20424-31af-7834-8d5f-ebb8491d0f84	En fråga till dig	system	\N	t
d0000000-0000-7000-8000-000000000006	01a20424-313e-749e-a18d-148f93383e87	2026-11-22 16:43:30.494+00	sent	news	email	019aac72-fa7c-77cb-81ed-a5cf22756a3c	D4a	019effaa-3e7c-7854-877d-aafd13255d6e	2	01a20424-2f6f-74be-bbd3-91236c55a44a	Nytt i mars, Ingrid	system	\N	t
d0000000-0000-7000-8000-000000000006	01a20424-3316-78bc-9ca9-1ab5e5eeab1c	2026-11-22 16:43:30.966+00	sent	events	email	019aac72-fa7c-77cb-81ed-a5cf22756a3c	D7d	\N	\N	01a20424-31af-7834-8d5f-ebb8491d0f84	En fråga till dig	system	\N	t
\.

copy wording (wording_id, language, text, first_used_at) from stdin;
\\xe639c3d55838159c7ac6e367cbebf8816fb1a6a2472270f7c2ff962354a6ade8	sv	Evenemang\nVi bjuder in till mässor, kurser, kvällar i butiken och annat som händer.\nFår vi bjuda in dig till evenemang?\nDu får inbjudningar på det sätt du väljer. Du kan säga nej när du vill.\nDu får inga inbjudningar. Det vi har bara för den sakens skull tas bort.	2026-11-22 16:43:30.921+00
\.
