/** What a stack describes as a volume, whatever it becomes. */
export interface VolumeModel {
  readonly name: string;
  readonly driver: string;
  readonly driverOptions?: { readonly [name: string]: string };
  readonly labels?: { readonly [name: string]: string };
  /** Whose volume it is, if it stays with its data when its resource is destroyed. */
  readonly retainAs?: string;
  /** The path of the construct before it was renamed. */
  readonly formerly?: string;
  readonly preventDestroy: boolean;
}
