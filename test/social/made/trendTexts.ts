/**
 * Trend texts written for measuring, with the category a person would give them. The last four of each category are hard: they speak in the words of
 * another one. Written before the rules, by the same author.
 */
export const TREND_TEXTS: Readonly<Record<string, string>> = {
  memes: `
    very demure very mindful #demure | distracted boyfriend returns | skibidi toilet edits #skibidi | ohio final boss 💀
    this is fine dog | grumpy cat throwback #cats #lol | corporate humor monday mood | when the wifi drops 😂
    pov your mom finds your alt account | hawk tuah jokes | shrek remix audio #shrek | npc behaviour #npc #irl
    expectation vs reality fails | cursed images compilation | gigachad sigma edit #sigma | girl dinner #girldinner
    roman empire question #RomanEmpire | nobody: absolutely nobody: me | among us sus jokes | doge to the moon 🐕🚀
    surprised pikachu reaction | rickroll qr code prank | hamster with sad violin | banana cat crying #bananacat
    stonks only go up | boomer vs zoomer texting #relatable | vibing cat drummer | crying in the club 😭😂
    Winnie the Pooh tuxedo template | it’s giving … #ItsGiving | dank shitposts daily #dankposts | no cap fr fr
    tell me without telling me | grimace shake joke deaths | cat being weird at 3am #catsoftiktok | screaming goat audio
    monkey puppet side eye | drake approves format | they don't know guy at party | delulu is the solulu #delulu
    how to summon me: say snacks | christmas cat destroys tree again 😂 | celebrity face swap fails #lol | review of my own sadness: 2 stars`,
  entertainment: `
    Oscars best picture predictions | new season of The Bear #TheBear | Taylor Swift Eras Tour setlist #ErasTour | Barbie movie soundtrack
    Grammy nominations announced | Netflix top ten this week #Netflix | Marvel trailer drop #MCU | K-pop comeback stage #kpop
    Eurovision semi final 🎤 | Beyoncé country album | stranger things finale theories | anime opening songs ranked #anime
    box office opening weekend | cover song duet challenge | Dune sandworm scene #Dune | House of the Dragon episode 4
    Broadway cast recording #musicals | BookTok fantasy romance #BookTok | Olivia Rodrigo new single | video game awards show #gaming
    Zelda speedrun record | concert crowd sings along | Wednesday dance scene #WednesdayDance | red carpet interviews 🎬
    Succession ending explained | live DJ set Ibiza | podcast episode with director | late night show monologue
    Coachella lineup #Coachella | behind the scenes of the series | fan casting the remake | Squid Game games #SquidGame
    playlist for the night drive 🎧 | dance choreography to Espresso | Star Wars day #MayThe4th | stand-up special streaming
    Halftime show performance | Pixar sequel teaser | reality show premiere #LoveIsland | rap verse of the year
    christmas movie marathon list | actor learns how to make pasta for role | singers feud in new film plot | trailer meme that sold tickets`,
  drama: `
    influencer apology video #exposed | ex best friends feud explained | who unfollowed whom #tea | cheating scandal receipts
    boycott the brand over ad | leaked DMs of youtuber | cancelled streamer responds #cancelled | divorce filing shocks fans
    landlord caught on camera argument | bride disinvites sister #familydrama | backlash against CEO speech | lawsuit between podcasters
    storytime my roommate lied #storytime | airport passenger meltdown | fans turn on couple after breakup 💔 | allegations against chef
    wedding guest wore white fight | plagiarism accusation authors | HOA karen vs neighbour #karen | founder ousted by board
    celebrity breakup rumors | fake charity exposed thread | influencer trip disaster | stolen recipe accusation
    hot mic controversy | manager fired after viral rant | subtweets and shade ☕ | toxic workplace exposed #toxic
    mother in law ruined dinner | dating app catfish confrontation | twitch ban controversy | paternity reveal live
    co-hosts stop speaking | she said he said timeline #SheSaid | makeup guru feud part 2 | petition to remove host
    restaurant owner yells at reviewer | royal family rift | scam course refund fight | open letter of former employees
    christmas dinner argument goes viral | oscars slap aftermath | tutorial creator accused of copying | product launch scandal apology`,
  seasonal: `
    pumpkin spice is back 🎃 #PSL | Christmas tree decorating #xmas | back to school haul #BackToSchool | Halloween costumes for couples
    Valentine’s Day bouquets 💘 | summer beach days #summervibes | spring cleaning week | Easter egg hunt 🐣
    Black Friday countdown #BlackFriday | Thanksgiving table ideas 🦃 | New Year’s Eve outfits | Ramadan evenings #Ramadan
    Diwali lights #Diwali | Mother’s Day brunch | Father's Day presents | first snow of winter ❄️
    cherry blossom viewing #sakura | 4th of July fireworks 🎆 | advent calendar opening | autumn leaves walk #fallvibes
    St Patrick’s Day green | pride month parade 🌈 | graduation season #classof2024 | Mardi Gras beads
    hot chocolate weather | sweater weather #cozyseason | Lunar New Year dragon 🐉 | Oktoberfest dirndl
    Hanukkah candles 🕎 | summer solstice picnic | stocking stuffers #stockingstuffers | festival season braids
    spooky season kickoff 👻 | Noël marché #noel | Weihnachtsmarkt Glühwein | día de muertos altar
    cyber monday wishlists | january reset | wedding season guests | winter holidays cabin ⛄
    easy halloween makeup at the last minute | christmas jumper laughs | summer album of the beach | best gift guide for december`,
  'how-to': `
    how to fold a fitted sheet | 5 minute sourdough #recipe | beginner crochet tutorial #crochet | DIY shelf for renters #DIY
    step by step winged liner | meal prep for the week #mealprep | fix a dripping tap | learn guitar chords fast
    one pan salmon dinner | excel formula tips #exceltips | clean your oven with baking soda #CleanTok | budget spreadsheet explained
    home workout without equipment 💪 | repot monstera guide 🪴 | life hacks for packing #travelhacks | knife skills 101
    paint a room like a pro | learn to knit socks | phone photography tricks | drawing faces tutorial
    air fryer potatoes recipe | hem jeans by hand | braiding hair lesson | grow tomatoes on balcony #gardening
    beginner watercolor techniques 🎨 | unclog a drain | morning yoga routine for stiff backs | resume writing advice
    candle making at home | teach a dog to sit 🐶 | bullet journal setup #bujo | cold brew ratio explained
    remove wine stains | build a raised bed | study with the pomodoro method #studytips | cómo hacer pan casero
    tie a tie in 30 seconds | nail art for beginners 💅 | origami crane instructions | upcycle old denim #upcycle
    turn a meme into a cross stitch pattern | make your own christmas wreath | how to set boundaries with toxic family | unbox and assemble the flatpack desk`,
  product: `
    Stanley tumbler 40oz #StanleyCup | TikTok made me buy it #TikTokMadeMeBuyIt | viral lip oil dupe | unboxing the new headphones 📦
    amazon finds under 20 #AmazonFinds | heatless curler set review | mini projector worth it? | LED sunset lamp
    cloud slides everyone wears | portable blender test | weighted blanket honest opinion | matcha whisk set #matcha
    sneaker drop resale price 👟 | cast iron skillet brand ranking | restock of the viral bag #restock | skincare serum before after
    claw clip haul #haul | ice roller gadget | sold out leggings back in stock | wireless earbuds comparison
    digital picture frame gift | collagen powder brand review | reusable bottle with straw | crossbody bag dupes #dupe
    robot vacuum vs old one | vegan leather tote launch | scented candle collection 🕯️ | ergonomic chair unboxing #deskSetup
    gel nail kit buy or skip | pet hair remover works | cordless lamp on sale | magnetic lashes set
    limited edition mug drop | keyboard switches sound test #keyboards | fidget ring new colors | under desk treadmill #walkingpad
    baggy jeans try-on haul 👖 | electric spin scrubber must have | satin pillowcase bestseller | travel organizer cubes set
    christmas advent box with beauty minis price | mug with the crying cat print | paint by numbers kit unboxing | the blanket hoodie from the series is in stock`,
};

export interface LabelledText {
  readonly text: string;
  readonly category: string;
  readonly hard: boolean;
}

const HARD = 4;

export function labelledTexts(): LabelledText[] {
  return Object.entries(TREND_TEXTS).flatMap(([category, block]) => {
    const texts = block.split(/[|\n]/u).flatMap((text) => text.trim() || []);
    return texts.map((text, i) => ({ text, category, hard: i >= texts.length - HARD }));
  });
}
