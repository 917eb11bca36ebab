export const PLAYED_VERSION = '45.4.1';
