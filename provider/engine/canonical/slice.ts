/** Returns the path of a slice: systemd puts "a-b.slice" into "a.slice" (systemd.slice(5)). */
export function slicePath(slice: string): string {
  const parts = slice.replace(/\.slice$/, '').split('-');
  return parts.map((_, index) => `${parts.slice(0, index + 1).join('-')}.slice`).join('/');
}
