/** The vendor's answer asks for the pages of this slice to be read from the first again (RESET_PAGINATION). */
export class PaginationReset extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'PaginationReset';
  }
}
