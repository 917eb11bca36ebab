/**
 * The secret every test stores. After the whole run it is looked for in logs, databases, exports, argument lists and
 * everything else the run left behind; a hit fails the run. It is assembled here so that this source isn't a hit.
 */
export const CANARY = ['c4nary', 'leadline', 'mustneverleak', '7f3a91'].join('-');
