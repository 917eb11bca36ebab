/** The three channels between shell and preload: a page asks, a port answers, the menu speaks. */
export const CONNECT = 'leadline:connect';
export const PORT = 'leadline:port';
export const COMMAND = 'leadline:command';
