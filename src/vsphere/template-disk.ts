/** What a clone takes over from a disk of its template. */
export interface TemplateDisk {
  readonly size: string;
  readonly thin: string;
  readonly eager: string;
}
