/** What the machine does to itself, as whoever hosts the core hears of it. */
export type PowerEvent = 'suspend' | 'resume' | 'on-battery' | 'on-ac' | 'locked' | 'unlocked';
