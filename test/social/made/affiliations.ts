/** Written for measuring: what a person who sells these would link. One product a line: name | title | tags | brand. */
export const PRODUCT_LINES = `
mug-cat | Crying Cat Ceramic Mug 350 ml | cats, coffee cup | Hearthside
mug-plain | Stoneware Mug Speckled | coffee, kitchen | Hearthside
tumbler | Insulated Tumbler with Straw 1.2 l | hydration, travel | Northpeak
bottle | Steel Water Bottle 750 ml | hydration, gym | Northpeak
matcha-set | Matcha Whisk and Bowl Set | green tea, ceremony | Kumo
matcha-tin | Ceremonial Matcha Powder 30 g | green tea | Kumo
pumpkin-candle | Pumpkin Spice Soy Candle | autumn, fragrance | Emberly
pine-candle | Winter Pine Candle | christmas, fragrance | Emberly
candle-kit | Candle Making Kit for Beginners | craft, soy wax | Emberly
sunset-lamp | LED Sunset Projection Lamp | mood light, bedroom | Lumo
desk-lamp | Dimmable Desk Lamp | study, office | Lumo
projector | Mini Projector 1080p | home cinema, movie night | Lumo
string-lights | Fairy String Lights 10 m | christmas, bedroom | Lumo
crochet-kit | Crochet Starter Kit Penguin | yarn, beginners | Loopwell
yarn | Chunky Cotton Yarn Bundle | knitting, crochet | Loopwell
needles | Bamboo Knitting Needles | knitting | Loopwell
blanket | Weighted Blanket 7 kg | sleep, anxiety | Slumber & Co
hoodie-blanket | Oversized Hoodie Blanket | cosy, movie night | Slumber & Co
pillowcase | Satin Pillowcase Pair | hair, sleep | Slumber & Co
sleep-mask | Silk Sleep Mask | travel, rest | Slumber & Co
curlers | Heatless Hair Curler Ribbon | curls, overnight | Bloomery
claw-clip | Large Claw Clips Four Pack | hair | Bloomery
scrunchie | Velvet Scrunchies | hair, 90s | Bloomery
lip-oil | Glossy Lip Oil Cherry | makeup, gloss | Bloomery
lashes | Magnetic Eyelashes with Liner | makeup | Bloomery
nail-kit | Gel Nail Kit with Lamp | manicure, salon at home | Bloomery
serum | Vitamin C Face Serum | skincare, glow | Derma Lab
ice-roller | Facial Ice Roller | skincare, puffiness | Derma Lab
gua-sha | Rose Quartz Gua Sha | skincare, massage | Derma Lab
sunscreen | Mineral Sunscreen SPF 50 | summer, skincare | Derma Lab
air-fryer | Compact Air Fryer 3 l | kitchen appliance | Kitchly
skillet | Cast Iron Skillet 26 cm | pan, cooking | Kitchly
blender | Portable USB Blender | smoothie, protein shake | Kitchly
sourdough | Sourdough Starter Jar and Banneton | bread, baking | Kitchly
cake-tins | Springform Cake Tins | baking | Kitchly
knife | Chef's Knife 20 cm | cooking | Kitchly
bento | Bento Lunch Box with Dividers | meal prep, school | Kitchly
containers | Glass Meal Prep Containers | food storage | Kitchly
cold-brew | Cold Brew Coffee Maker | iced coffee | Kitchly
moka | Moka Pot Six Cups | espresso, coffee | Kitchly
planner | Undated Weekly Planner | study, productivity | Paperleaf
journal | Dotted Bullet Journal A5 | bujo, stationery | Paperleaf
highlighters | Pastel Highlighters | stationery, study | Paperleaf
backpack | School Backpack 20 l | students, laptop | Northpeak
pencil-case | Canvas Pencil Case | school, stationery | Paperleaf
watercolor | Watercolour Paint Set 36 | art, beginners | Paperleaf
stickers | Vinyl Sticker Sheet Frogs | laptop, cute | Paperleaf
yoga-mat | Non-slip Yoga Mat | pilates, exercise | Fitform
bands | Resistance Bands Set | home workout | Fitform
walking-pad | Under Desk Treadmill | walking pad, steps | Fitform
dumbbells | Adjustable Dumbbells | home workout, strength | Fitform
massage-gun | Percussion Massage Gun | recovery | Fitform
dog-bed | Orthopaedic Dog Bed | pets, puppy | Pawfolk
dog-coat | Waterproof Dog Coat | pets, winter | Pawfolk
cat-tree | Cat Tree with Scratching Post | pets, kitten | Pawfolk
pet-brush | Pet Hair Remover Brush | fur, cleaning | Pawfolk
laser-toy | Laser Toy for Cats | pets | Pawfolk
spin-scrubber | Electric Spin Scrubber | cleaning, bathroom | Sudsy
cleaning-paste | Citrus Cleaning Paste | oven, stains | Sudsy
cubes | Travel Packing Cubes | luggage, suitcase | Northpeak
neck-pillow | Memory Foam Neck Pillow | flight, travel | Northpeak
picnic | Picnic Blanket Waterproof | beach, summer | Northpeak
beach-towel | Striped Beach Towel | summer, pool | Northpeak
tent | Two Person Tent | camping, festival | Northpeak
headtorch | Rechargeable Head Torch | camping, running | Northpeak
ornaments | Glass Christmas Ornaments | tree, decoration | Yuletown
stocking | Knitted Christmas Stocking | gifts, fireplace | Yuletown
advent | Wooden Advent Calendar | december | Yuletown
witch-hat | Witch Hat with Veil | halloween costume | Yuletown
skeleton | Posable Garden Skeleton | halloween decoration | Yuletown
egg-kit | Easter Egg Dye Kit | spring, kids | Yuletown
sneakers | White Canvas Sneakers | shoes | Strider
slides | Pillow Cloud Slides | shoes, summer | Strider
jeans | Baggy High-waist Jeans | denim | Strider
leggings | Seamless Leggings | gym, yoga | Strider
cowboy-boots | Western Cowboy Boots | country, festival | Strider
friendship | Friendship Bracelet Bead Kit | beads, concert | Loopwell
keyboard | Mechanical Keyboard Pastel | desk setup, gaming | Clackr
mouse-pad | Extra Large Mouse Pad | desk setup, gaming | Clackr
headset | Wireless Gaming Headset | streaming, gaming | Clackr
`;

/** One trend a line: label | hashtags | the products it is linked with, none where none is. */
export const TREND_LINES = `
crying cat everywhere 😹 | #CryingCat #catmemes | mug-cat
Pumpkin spice is back | #PSL #PumpkinSpice | pumpkin-candle
back to school haul | #BackToSchool | backpack, bento, pencil-case
sunset lamp selfies | #sunsetlamp | sunset-lamp
matcha mornings | #MatchaTok | matcha-set, matcha-tin
learn to crochet with me | #crochetersoftiktok #crochet | crochet-kit, yarn
heatless curls overnight | #HeatlessCurls | curlers
stanley style tumblers | #TumblerTok | tumbler
hydration check | #WaterTok | tumbler, bottle
under desk walking | #WalkingPad | walking-pad
cleaning with the spin scrubber | #CleanTok | spin-scrubber
oven stains gone | #cleaninghacks | cleaning-paste
weighted blankets explained | #sleeptok | blanket
movie night at home | #movienight | projector, hoodie-blanket
desk setup tour | #DeskSetup | keyboard, mouse-pad, desk-lamp
keyboard sound test | #MechanicalKeyboards | keyboard
sourdough fails | #sourdough #BreadTok | sourdough
one skillet dinners | #castiron | skillet
air fryer recipes | #AirFryer | air-fryer
protein shake on the go | #SmoothieBowl | blender
cold brew ratio | #icedcoffee | cold-brew
bujo spreads for january | #BulletJournal | journal
study with me | #StudyTok | desk-lamp, planner, highlighters
beginner watercolor frogs | #watercolour | watercolor, stickers
pilates girl | #pilates | yoga-mat
home workout without gym | #HomeWorkout | bands, dumbbells
puppy first winter | #dogsoftiktok | dog-coat, dog-bed
kittens climbing | #CatTree | cat-tree
pet hair on everything | #pethair | pet-brush
packing cubes hack | #TravelHacks #packingtips | cubes
long flight essentials | #airplane | neck-pillow
beach picnic aesthetic | #BeachDay | picnic, beach-towel
festival camping checklist | #campinglife | tent, headtorch
christmas tree decorating | #ChristmasTree | ornaments, string-lights
advent calendar opening | #adventcalendar | advent
stocking stuffers | #StockingStuffers | stocking
halloween costume for witches | #WitchTok | witch-hat
skeletons in the garden | #spookyseason #halloween | skeleton
dyeing easter eggs | #EasterEggs | egg-kit
clean white trainers | #sneakerhead | sneakers
cloud slides everyone wears | #CloudSlides | slides
baggy jeans try on | #baggyjeans | jeans
gym leggings that don't move | #leggings | leggings
country era cowgirl | #CowboyBoots | cowboy-boots
trading friendship bracelets at concerts | #ErasTour #friendshipbracelets | friendship
lip oil dupe | #LipOil | lip-oil
magnetic lashes | #lashtok | lashes
gel nails at home | #GelNails #manicure | nail-kit
glass skin serum | #Skincare | serum
depuff your face | #IceRoller | ice-roller
gua sha for the jaw | #guasha | gua-sha
spf every day | #Sunscreen | sunscreen
claw clip hairstyles | #ClawClip | claw-clip
satin pillowcases for curls | #hairtok | pillowcase
candle making at home | #candlemaking | candle-kit
espresso, but the song | #SabrinaCarpenter |
celebrity divorce filing | #tea #drama |
co-host feud timeline | #podcast #exposed |
box office opening weekend | #movies |
red carpet looks | #Oscars |
nobody: absolutely nobody: | #relatable #memes |
apology video breakdown | #cancelled |
excel formula tips | #exceltips |
royal family rift | #royals |
skibidi edits | #skibidi |
`;

export const SYNONYMS: readonly (readonly string[])[] = [
  ['sneakers', 'trainers', 'kicks'],
  ['watercolor', 'watercolour'],
  ['mug', 'cup'],
  ['lashes', 'eyelashes'],
  ['curler', 'curls'],
  ['spf', 'sunscreen'],
  ['puppy', 'dog'],
  ['kitten', 'cat'],
  ['plane', 'airplane', 'flight'],
];

export interface MadeAffiliations {
  readonly products: { product: string; title: string; tags: string[]; brand: string }[];
  readonly trends: { trend: string; label: string; hashtags: string[] }[];
  readonly links: ReadonlySet<string>;
}

const partsOf = (line: string) => line.split('|').map((part) => part.trim());

export function madeAffiliations(): MadeAffiliations {
  const products = PRODUCT_LINES.trim()
    .split('\n')
    .map((line) => {
      const [product = '', title = '', tags = '', brand = ''] = partsOf(line);
      return { product, title, tags: tags.split(', '), brand };
    });
  const told = TREND_LINES.trim()
    .split('\n')
    .map((line) => {
      const [label = '', hashtags = '', links = ''] = partsOf(line);
      const linked = links === '' ? [] : links.split(', ');
      return { trend: label, label, hashtags: hashtags.split(' '), linked };
    });
  const links = new Set(
    told.flatMap(({ trend, linked }) => linked.map((product) => `${trend} → ${product}`)),
  );
  return { products, trends: told.map(({ linked: _, ...trend }) => trend), links };
}
