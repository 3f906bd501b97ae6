import type { ReactNode } from "react";

interface ListPanelProps {
  readonly id: string;
  readonly title: string;
  readonly items: readonly string[];
  readonly children?: ReactNode;
}

/** A panel with a list of sentences, and what comes after it. */
export function ListPanel({ id, title, items, children }: ListPanelProps) {
  return (
    <section className="panel" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <ul style={{ paddingLeft: "1.3rem", margin: 0 }}>
        {items.map((item) => (
          <li key={item}>{item}</li>
        ))}
      </ul>
      {children}
    </section>
  );
}
