/** The highest number of a user or group that an engine accepts (moby/sys, user/user.go). */
export const MOST_USER = 2_147_483_647;

/** What a user may be, in words. */
export const USERS = `a name or a number up to ${MOST_USER}, optionally with a group after a colon: "app", "1000:1000"`;

/**
 * Returns whether the number of a user, and of the group after a colon, is one that an engine accepts. It looks a number up as a name if it
 * has too many digits, and an image can give that name, or a number that is too high, to root.
 */
export function isUser(user: string): boolean {
  return user.split(':').every((part) => !/^\d+$/.test(part) || Number(part) <= MOST_USER);
}

/** Returns whether a user is given by a number other than root's. */
export function isNumberOfNonRoot(user: string): boolean {
  const [number] = user.split(':');
  return /^\d+$/.test(number!) && Number(number) >= 1 && Number(number) <= MOST_USER;
}
