import { Drawer, Modal } from "@mantine/core";
import { type ReactNode, useEffect, useState } from "react";

interface DialogProps {
  readonly title: string;
  /** Words of the button that closes; left out where the content has one of its own. */
  readonly closeLabel?: string;
  close(): void;
  readonly children: ReactNode;
}

/**
 * A question in the middle of the window: keeps the focus, closes by Escape, gives the focus back. The parts are put
 * together here because Mantine's own head is a `<header>`, which stands beside that of the page as a second banner.
 */
export function Dialog({ title, closeLabel, close, children }: DialogProps) {
  useFocusReturn();
  return (
    <Modal.Root opened onClose={close} returnFocus={false}>
      <Modal.Overlay />
      <Modal.Content>
        <Modal.Body>
          <div className="dialog-head">
            <Modal.Title component="h2">{title}</Modal.Title>
            {closeLabel !== undefined && <Modal.CloseButton aria-label={closeLabel} />}
          </div>
          {children}
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}

interface SidePanelProps extends DialogProps {
  readonly className?: string;
}

/** A dialog at the side of the window, over the whole of a narrow one. */
export function SidePanel({ title, closeLabel, close, className = "", children }: SidePanelProps) {
  useFocusReturn();
  return (
    <Drawer.Root opened onClose={close} returnFocus={false} position="right" size="54rem">
      <Drawer.Overlay />
      <Drawer.Content className={className}>
        <Drawer.Body className="details">
          <div className="dialog-head is-sticky">
            <Drawer.Title component="h2">{title}</Drawer.Title>
            {closeLabel !== undefined && <Drawer.CloseButton aria-label={closeLabel} />}
          </div>
          {children}
        </Drawer.Body>
      </Drawer.Content>
    </Drawer.Root>
  );
}

/** Gives the focus back to what had it. Mantine does so when `opened` changes; these dialogs are there or not at all. */
function useFocusReturn(): void {
  const [opener] = useState(() => document.activeElement);
  useEffect(
    () => () => {
      // Once the focus trap is gone.
      setTimeout(() => {
        if (opener instanceof HTMLElement && opener.isConnected) opener.focus();
      });
    },
    [opener],
  );
}
