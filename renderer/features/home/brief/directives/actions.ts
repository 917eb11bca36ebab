import {
  type Icon,
  IconEye,
  IconHandStop,
  IconScissors,
  IconShoppingCart,
  IconTag,
} from '@tabler/icons-react';
import type { Directive } from '../../../../../shared/contract/brief.ts';

/** Each action's word, its sign, and what it asks of a person. */
export const ACTIONS: Record<Directive['action'], { word: string; icon: Icon; means: string }> = {
  make: { word: 'Make', icon: IconScissors, means: 'There is time to make more before sales follow.' },
  buy: { word: 'Buy', icon: IconShoppingCart, means: 'There is time to buy stock before sales follow.' },
  list: { word: 'List', icon: IconTag, means: 'Too late for more stock: put forward what is there.' },
  hold: { word: 'Hold', icon: IconHandStop, means: 'There is nothing to gain by acting now.' },
  watch: { word: 'Watch', icon: IconEye, means: 'It isn’t sure enough to act on, or hasn’t begun.' },
};
