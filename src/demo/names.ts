/** Common given and family names, freely combined: nobody in particular. */
export const SWEDISH_GIVEN = ['Anna', 'Eva', 'Maria', 'Karin', 'Sara', 'Lena', 'Emma', 'Kerstin', 'Malin', 'Jenny', 'Hanna', 'Linda', 'Ida', 'Elin', 'Åsa', 'Annika', 'Johanna', 'Ulla', 'Märta', 'Gunilla', 'Lars', 'Anders', 'Johan', 'Erik', 'Per', 'Karl', 'Peter', 'Jan', 'Mikael', 'Daniel', 'Fredrik', 'Andreas', 'Göran', 'Håkan', 'Sven', 'Åke', 'Jonas', 'Mattias', 'Björn', 'Amir', 'Fatima', 'Yusuf', 'Leila', 'Zofia', 'Milan'] as const
export const SWEDISH_FAMILY = ['Andersson', 'Johansson', 'Karlsson', 'Nilsson', 'Eriksson', 'Larsson', 'Olsson', 'Persson', 'Svensson', 'Gustafsson', 'Pettersson', 'Jonsson', 'Lindberg', 'Lindström', 'Berg', 'Axelsson', 'Bergström', 'Lundgren', 'Mattsson', 'Sjöberg', 'Wallin', 'Engström', 'Nyström', 'Öberg', 'Ström', 'Hedlund', 'Åkesson', 'Ek', 'Löfgren', 'af Klint', 'von Rosen Ek', 'Björk', 'Nordin', 'Ahlström', 'Hosseini', 'Nowak', 'Demir'] as const
export const NORWEGIAN_GIVEN = ['Ingrid', 'Kari', 'Anne', 'Marit', 'Liv', 'Solveig', 'Silje', 'Nina', 'Hilde', 'Randi', 'Astrid', 'Sigrid', 'Øystein', 'Ole', 'Lars', 'Knut', 'Svein', 'Arne', 'Bjørn', 'Terje', 'Geir', 'Håvard', 'Eirik', 'Sindre', 'Pål', 'Jørgen'] as const
export const NORWEGIAN_FAMILY = ['Hansen', 'Johansen', 'Olsen', 'Larsen', 'Andersen', 'Pedersen', 'Nilsen', 'Kristiansen', 'Jensen', 'Karlsen', 'Bakken', 'Haugen', 'Hagen', 'Lie', 'Moen', 'Solberg', 'Strand', 'Eide', 'Ødegård', 'Aas', 'Nygård', 'Fjeld'] as const

/** Streets that do not exist, in towns that do. */
export const SWEDISH_STREETS = ['Solrosgränden', 'Fyrvaktarvägen', 'Kvarnhjulsgatan', 'Åkerbärsstigen', 'Tranbärsbacken', 'Lodsgatan', 'Vävargränd', 'Skrinnarvägen'] as const
export const NORWEGIAN_STREETS = ['Blåklokkeveien', 'Fyrlyktgata', 'Møllehjulveien', 'Tyttebærstien', 'Losgata', 'Skøyteveien'] as const
export const SWEDISH_TOWNS = [['111 20', 'Stockholm'], ['411 03', 'Göteborg'], ['211 20', 'Malmö'], ['753 20', 'Uppsala'], ['903 26', 'Umeå'], ['831 30', 'Östersund'], ['582 22', 'Linköping'], ['972 31', 'Luleå']] as const
export const NORWEGIAN_TOWNS = [['0150', 'Oslo'], ['5003', 'Bergen'], ['7011', 'Trondheim'], ['9008', 'Tromsø'], ['4006', 'Stavanger']] as const

/** In the words of the company's customers; groups as keys, the way the company types them. */
export const INTERESTS = ['cykling', 'trädgård', 'skidåkning', 'matlagning', 'vandring', 'segling', 'stickning', 'fiske'] as const
export const PRODUCT_GROUPS = ['cyklar', 'tradgard', 'kok', 'friluft'] as const
