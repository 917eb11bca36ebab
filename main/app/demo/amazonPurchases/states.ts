export interface State {
  readonly code: string;
  readonly name: string;
  /** In thousands, about 2020. */
  readonly thousands: number;
  /** Median income of a household in thousands of dollars, about 2020. */
  readonly income: number;
}

/** Rounded: demo data has the proportions of the country, never its statistics. */
const TABLE = `AL Alabama 5024 54|AK Alaska 733 78|AZ Arizona 7152 65|AR Arkansas 3012 50|CA California 39538 82
CO Colorado 5774 79|CT Connecticut 3606 80|DE Delaware 990 71|DC District of Columbia 690 92|FL Florida 21538 60
GA Georgia 10712 63|HI Hawaii 1455 85|ID Idaho 1839 62|IL Illinois 12813 69|IN Indiana 6786 60
IA Iowa 3190 63|KS Kansas 2938 62|KY Kentucky 4506 53|LA Louisiana 4658 52|ME Maine 1362 60
MD Maryland 6177 88|MA Massachusetts 7030 87|MI Michigan 10077 61|MN Minnesota 5706 75|MS Mississippi 2961 47
MO Missouri 6155 59|MT Montana 1084 58|NE Nebraska 1962 65|NV Nevada 3105 63|NH New Hampshire 1378 81
NJ New Jersey 9289 87|NM New Mexico 2118 52|NY New York 20201 73|NC North Carolina 10439 58|ND North Dakota 779 66
OH Ohio 11799 60|OK Oklahoma 3959 54|OR Oregon 4237 68|PA Pennsylvania 13003 65|RI Rhode Island 1097 71
SC South Carolina 5118 56|SD South Dakota 887 61|TN Tennessee 6911 56|TX Texas 29146 65|UT Utah 3272 76
VT Vermont 643 65|VA Virginia 8631 78|WA Washington 7705 79|WV West Virginia 1794 49|WI Wisconsin 5894 65|WY Wyoming 577 66`;

export const STATES: readonly State[] = TABLE.split(/[|\n]/).map((line) => {
  const words = line.trim().split(' ');
  return {
    code: words[0] ?? '',
    name: words.slice(1, -2).join(' '),
    thousands: Number(words.at(-2)),
    income: Number(words.at(-1)),
  };
});
