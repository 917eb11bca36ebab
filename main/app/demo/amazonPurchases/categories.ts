export interface Category {
  readonly name: string;
  readonly weight: number;
  /** What one usually costs, in cents. */
  readonly cents: number;
  /** What a title calls such a thing. */
  readonly thing: string;
}

export const GIFT_CARD = 'GIFT_CARD';

/** Name, share, usual price in dollars, and the word in titles. */
const COMMON = `ABIS_BOOK 90 14 Paperback|PET_FOOD 32 24 Dog Food|SHIRT 30 21 T-Shirt|ELECTRONIC_CABLE 22 12 USB-C Cable
HEADPHONES 18 38 Earbuds|CELLULAR_PHONE_CASE 20 14 Phone Case|NUTRITIONAL_SUPPLEMENT 27 21 Vitamin D3|SKIN_MOISTURIZER 14 16 Moisturizer
BATTERY 11 15 AA Batteries|TOY_FIGURE 15 19 Action Figure|HOME_BED_AND_BATH 13 29 Bath Towel Set|PANTS 15 30 Leggings
SHOES 16 46 Running Shoes|DRINKING_CUP 10 19 Tumbler|COFFEE 12 22 Ground Coffee|TEA 7 11 Green Tea
SNACK_CHIP_AND_CRISP 9 9 Tortilla Chips|CLEANING_AGENT 12 11 Surface Cleaner|HAIR_CARE 9 13 Shampoo|WRITING_INSTRUMENT 9 10 Gel Pens
NOTEBOOK_COMPUTER 1 640 Laptop|COMPUTER_DRIVE_OR_STORAGE 6 68 SSD|SCREEN_PROTECTOR 10 10 Screen Protector|VITAMIN 12 17 Multivitamin
KITCHEN 14 24 Kitchen Scale|LIGHT_BULB 8 16 LED Bulb|PUZZLES 7 18 Jigsaw Puzzle|VIDEO_GAME 8 39 Video Game
CHAIR 3 129 Desk Chair|WALL_ART 7 26 Canvas Print|JEWELRY 8 23 Earrings|PAPER_PRODUCT 10 23 Paper Towels
OUTDOOR_LIVING 7 47 Patio Lights|AUTO_ACCESSORY 10 27 Floor Mats|BABY_PRODUCT 9 24 Baby Wipes|MEDICATION 8 15 Allergy Relief
FACE_MASK 7 17 Face Mask|PHYSICAL_MOVIE 6 17 Blu-ray|STORAGE_BOX 8 25 Storage Bins|PROTEIN_SUPPLEMENT_POWDER 6 36 Whey Protein`;

const KINDS =
  'AIR,ART,BATH,BIKE,BOAT,CAMP,CAR,CRAFT,DESK,DOOR,FISH,GARDEN,GOLF,HAIR,HAND,HOME,KIDS,KITCHEN,LAB,LAMP,LAWN,MUSIC,NAIL,OFFICE,OUTDOOR,PARTY,PET,PHONE,PLANT,POOL,SEWING,SHELF,SPORT,TENT,TOOL,TRAVEL,WALL,WATCH,WATER,YOGA'.split(
    ',',
  );
const PARTS =
  'ADAPTER,APRON,BAG,BASKET,BELT,BIN,BOTTLE,BOWL,BOX,BRACKET,BRUSH,CASE,CHAIN,CLIP,COVER,CUSHION,DECAL,FILTER,FRAME,GLOVES,HANDLE,HOLDER,HOOK,HOSE,KIT,LABEL,LIGHT,LOCK,MAT,METER,MOUNT,PAD,PUMP,RACK,SET,SHADE,SPRAY,STAND,STRAP,TAPE,TOWEL,TRAY,VALVE,WHEEL,WRAP'.split(
    ',',
  );

/** About 1,840, as the public set has: forty that everybody buys, and a long tail. */
export const CATEGORIES: readonly Category[] = [
  ...COMMON.split(/[|\n]/).map((line): Category => {
    const [name = '', weight, dollars, ...thing] = line.split(' ');
    return { name, weight: Number(weight), cents: Number(dollars) * 100, thing: thing.join(' ') };
  }),
  ...KINDS.flatMap((kind, row) =>
    PARTS.map(
      (part, column): Category => ({
        name: `${kind}_${part}`,
        weight: 1.4 / (1 + ((row * 7 + column * 13) % 40)),
        cents: 600 + ((row * 37 + column * 91) % 60) * 90,
        thing: `${inTitle(kind)} ${inTitle(part)}`,
      }),
    ),
  ),
];

function inTitle(word: string): string {
  return word.charAt(0) + word.slice(1).toLowerCase();
}
