// Puts a number of the registry into a sentence. Wagtail's own chooser picks it.
(() => {
  const { draftail, React } = window;
  class Source extends draftail.DocumentModalWorkflowSource {
    getChooserConfig() {
      return {
        url: this.props.entityType.chooserUrls.helplineChooser,
        urlParams: {},
        onload: window.CHOOSER_MODAL_ONLOAD_HANDLERS,
        responses: { chosen: this.onChosen },
      };
    }
    filterEntityData({ id }) {
      return { id: String(id), way: "call" };
    }
  }
  const Decorator = ({ children }) => React.createElement("span", { className: "number-entity" }, children);
  draftail.registerPlugin({ type: "HELPLINE", source: Source, decorator: Decorator }, "entityTypes");
})();
