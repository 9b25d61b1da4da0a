"""The marks and colours that every chart is made of."""
