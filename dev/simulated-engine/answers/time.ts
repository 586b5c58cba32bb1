/** The engine's word for never. */
const NEVER = '0001-01-01T00:00:00Z';

/** Returns a moment as the engine reports it. @param moment in milliseconds, 0 for never */
export function timeOf(moment: number): string {
  return moment === 0 ? NEVER : new Date(moment).toISOString();
}

/** Returns a period as the engine says it: "2 minutes". */
export function durationOf(milliseconds: number): string {
  const seconds = Math.floor(milliseconds / 1000);
  const minutes = Math.floor(seconds / 60);
  const hours = Math.round(seconds / 3600);
  if (seconds < 1) return 'Less than a second';
  if (seconds === 1) return '1 second';
  if (seconds < 60) return `${seconds} seconds`;
  if (minutes === 1) return 'About a minute';
  if (minutes < 60) return `${minutes} minutes`;
  if (hours === 1) return 'About an hour';
  if (hours < 48) return `${hours} hours`;
  if (hours < 24 * 7 * 2) return `${Math.floor(hours / 24)} days`;
  return `${Math.floor(hours / 24 / 7)} weeks`;
}
